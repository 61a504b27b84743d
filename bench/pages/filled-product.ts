/** The production build of the product on a database with a long history, and a browser that is signed in. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "@playwright/test";
import { createAdministrator } from "@/lib/auth/first-administrator";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { addDemoContent } from "@/lib/demo/demo-content";
import { findBrowser } from "../../scripts/browser.mjs";
import { fillHistory } from "../engine/fill-history";
import { addLesson, pointToDatabase } from "../engine/fresh-database";
import { type NextServer, startNext } from "../http/next-server";

export const TOKEN = "bench-token-0123456789-0123456789";
const admin = { name: "Ada Admin", email: "admin@example.com", password: "a long enough password" };
const root = fileURLToPath(new URL("../..", import.meta.url));

export type FilledProduct = {
  origin: string;
  /** A context whose cookie signs in. */
  signIn(options?: BrowserContextOptions): Promise<BrowserContext>;
  stop(): Promise<void>;
};

/**
 * @param finished jobs of the history, one of 50 failed
 * @param pending jobs that wait
 * @param withWorker whether a worker runs and does them, beside the lessons and jobs of a first start with DEMO
 */
export async function startFilledProduct(
  finished: number,
  pending: number,
  withWorker: boolean,
): Promise<FilledProduct> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-pages-"));
  await chmod(folder, 0o755);
  pointToDatabase({ folder, postgresUrl: "", redisUrl: "" });
  await migrate(config().database, path.join(folder, "backups"));
  await createAdministrator(admin);
  if (withWorker) await addDemoContent();
  await addLesson();
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("Shown on SQLite only");
  await db().$disconnect();
  fillHistory(database.path, finished, pending);
  const env = {
    DATABASE_PATH: database.path,
    DATA_DIR: path.join(folder, "data"),
    LOG_FILE: path.join(folder, "bench.log"),
    LOG_LEVEL: "warn",
    DEMO: "0",
    API_TOKEN: TOKEN,
    RATE_LIMIT_PER_MINUTE: "0",
  };
  const server = await startNext(root, "/readyz", env);
  const worker = withWorker ? startWorker(env) : null;
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  });
  return {
    origin: server.origin,
    signIn: (options) => signIn(browser, server, options),
    async stop() {
      await browser.close();
      worker?.kill();
      if (worker) await once(worker, "exit");
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startWorker(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function signIn(
  browser: Browser,
  { origin }: NextServer,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const { email, password } = admin;
  const answer = await context.request.post("/api/auth/sign-in/email", {
    data: { email, password },
    headers: { Origin: origin },
  });
  if (!answer.ok()) throw new Error(`Signing in gave ${answer.status()}: ${await answer.text()}`);
  return context;
}
