/** The production build of the product on a database with a long history, and a browser that is signed in. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "@playwright/test";
import type { Caller } from "@/lib/auth/caller";
import { createAdministrator } from "@/lib/auth/first-administrator";
import { config } from "@/lib/config";
import { generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { addDemoContent } from "@/lib/demo/demo-content";
import { addSampleLessons } from "@/lib/demo/sample-lessons";
import { enqueueJob } from "@/lib/jobs/enqueue";
import { isFinal, type JobStatus } from "@/lib/jobs/state";
import { findBrowser } from "../../scripts/browser.mjs";
import { fillHistory } from "../engine/fill-history";
import { addLesson, pointToDatabase } from "../engine/fresh-database";
import { type NextServer, startNext } from "../http/next-server";

export const TOKEN = "bench-token-0123456789-0123456789";
const admin = { name: "Ada Admin", email: "admin@example.com", password: "a long enough password" };
const maker: Caller = { kind: "service", userId: null, name: "bench", email: null, role: "admin" };
/** A sample lesson of usual length. */
const DECK_LESSON = "demo-steady-beat";
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
 * @param withWorker whether a worker runs and does them, beside the lessons and jobs of a first start with DEMO; else the sample
 *   lessons are there, and of one of them a deck that a worker has made before
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
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("Shown on SQLite only");
  const env = {
    DATABASE_PATH: database.path,
    DATA_DIR: path.join(folder, "data"),
    LOG_FILE: path.join(folder, "bench.log"),
    LOG_LEVEL: "warn",
    DEMO: "0",
    API_TOKEN: TOKEN,
    RATE_LIMIT_PER_MINUTE: "0",
  };
  if (withWorker) await addDemoContent();
  else await makeDeck(env);
  await addLesson();
  await db().$disconnect();
  await fillHistory(database.path, finished, pending);
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
      if (worker) await end(worker);
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

async function end(worker: ChildProcess): Promise<void> {
  if (hasEnded(worker)) return;
  worker.kill();
  await once(worker, "exit");
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** While nothing else waits, so that the worker does nothing else; it has ended when this returns. */
async function makeDeck(env: Record<string, string>): Promise<void> {
  await addSampleLessons(maker);
  const { job_id: id } = await enqueueJob(generateInput.parse({ lesson_id: DECK_LESSON }), maker);
  const worker = startWorker(env);
  try {
    for (;;) {
      const { status } = await db().presentationJob.findUniqueOrThrow({
        where: { id },
        select: { status: true },
      });
      if (status === "completed") return;
      // The column holds the states only.
      if (isFinal(status as JobStatus)) throw new Error(`The job for a deck is ${status}`);
      if (hasEnded(worker)) throw new Error("The worker ended before the deck was made");
      await delay(200);
    }
  } finally {
    await end(worker);
  }
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
