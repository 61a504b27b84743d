/** A product of a spec's own, whose worker nobody restarts: the server, a worker that can be killed, and the model that it asks. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import Database from "better-sqlite3";
import { admin, expect, test } from "./fixtures";

const root = path.resolve(import.meta.dirname, "..");
/** Short, so that an orphan is one soon; a busy machine must still be able to renew it. */
const LEASE_SECONDS = 8;

/** A model that lets everybody wait until it is told to refuse: jobs that ask it stay where they are. */
class SlowModel {
  readonly #server: Server;
  #isRefusing = false;
  readonly #waiting: (() => void)[] = [];

  constructor() {
    this.#server = createServer((_request, response) => {
      const refuse = () => response.writeHead(400).end();
      if (this.#isRefusing) refuse();
      else this.#waiting.push(refuse);
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`; // it listens on a port
  }

  /** From now on a job gets an answer at once, and keeps its outline. */
  refuse(): void {
    this.#isRefusing = true;
    for (const refuse of this.#waiting.splice(0)) refuse();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

class OwnProduct {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-operate-"));
  readonly apiToken = "operate-spec-0123456789abcdef";
  readonly model = new SlowModel();
  url = "";
  /** With its token; there once it has started. */
  api!: APIRequestContext;
  #env: NodeJS.ProcessEnv = process.env;
  readonly #children: ChildProcess[] = [];

  /** @param env more variables, of this product alone */
  async start(env: Record<string, string> = {}): Promise<void> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.#env = {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: "",
      DATABASE_URL: "",
      DATABASE_PATH: path.join(this.folder, "jobs.db"),
      DATA_DIR: this.folder,
      LOG_FILE: path.join(this.folder, "jobs.log"),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      API_TOKEN: this.apiToken,
      LLM_BASE_URL: await this.model.listen(),
      LLM_API_KEY: "none",
      LLM_MODEL: "slow",
      JOB_LEASE_SECONDS: String(LEASE_SECONDS),
      WORKER_CONCURRENCY: "2",
      DEMO: "0",
      ...env,
    };
    const [outcome] = await once(this.#fork("scripts/prepare.ts"), "message");
    expect(outcome).toMatchObject({ kind: "ready" });
    const next = [path.join(root, "node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p"];
    this.#children.push(
      spawn(process.execPath, [...next, String(port)], { cwd: root, env: this.#env, stdio: "ignore" }),
    );
    const answers = () =>
      fetch(`${this.url}/livez`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(answers, { timeout: 60_000 }).toBe(true);
  }

  /** A worker that claims. */
  async worker(): Promise<ChildProcess> {
    const worker = this.#fork("worker/main.ts");
    await once(worker, "message");
    return worker;
  }

  /** @param statement selects one number */
  count(statement: string): number {
    const database = new Database(path.join(this.folder, "jobs.db"), { readonly: true });
    try {
      return database.prepare<[], number>(statement).pluck().get() ?? 0;
    } finally {
      database.close();
    }
  }

  /** What only time, or a clock, would do to the database. */
  change(statement: string): void {
    const database = new Database(path.join(this.folder, "jobs.db"));
    try {
      database.prepare(statement).run();
    } finally {
      database.close();
    }
  }

  async stop(): Promise<void> {
    this.model.close();
    const living = this.#children.filter((child) => child.exitCode === null && child.signalCode === null);
    await Promise.all(
      living.map((child) => {
        child.kill("SIGKILL");
        return once(child, "exit");
      }),
    );
    rmSync(this.folder, { recursive: true, force: true });
  }

  #fork(script: string): ChildProcess {
    const child = fork(path.join(root, script), {
      cwd: root,
      env: this.#env,
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#children.push(child);
    return child;
  }
}

/**
 * The product of a file's tests, which run one after the other: it starts before the first, their pages go to it, and it is gone after the last.
 * @param envOf more variables
 */
export function ownProduct(envOf: (product: OwnProduct) => Record<string, string> = () => ({})): OwnProduct {
  const product = new OwnProduct();
  test.describe.configure({ mode: "serial" });
  test.beforeAll(async ({ playwright }) => {
    test.setTimeout(120_000);
    await product.start(envOf(product));
    product.api = await playwright.request.newContext({
      baseURL: product.url,
      extraHTTPHeaders: { Authorization: `Bearer ${product.apiToken}` },
    });
  });
  test.afterAll(async () => {
    await product.api?.dispose();
    await product.stop();
  });
  test.use({ baseURL: async ({ baseURL: _ }, use) => use(product.url) });
  return product;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  server.close();
  await once(server, "close");
  return port;
}
