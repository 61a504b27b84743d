/** `npm run backup` and `npm run restore` as an operator uses them: real processes, a database that others write meanwhile. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listBackups, listPartials } from "@/lib/backup/backup-folder";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { bundle } from "@/lib/testing/bundle";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson } from "@/lib/testing/factories";
import { canLimitFileSize } from "@/lib/testing/file-size-limit";
import { givenFinishedDeck } from "@/lib/testing/finished-deck";

setUpTestDatabase();

/** RELIABILITY.md */
const FIVE_MINUTES_MS = 300_000;
let folder = "";
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-backup-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const backups = () => path.join(folder, "backups");

function start(script: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [bundle(script), ...args], {
    env: { ...process.env, INIT_CWD: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

async function run(script: string, args: string[], env?: Record<string, string>) {
  const child = start(script, args, env);
  if (!child.stdout || !child.stderr) throw new Error("its output is piped");
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

const backUp = (...args: string[]) => run("scripts/backup-database.ts", args);

/** Another machine: its database and its DATA_DIR are somewhere else, and empty. */
const elsewhere = () => ({
  DATABASE_PATH: path.join(folder, "elsewhere/jobs.db"),
  DATA_DIR: path.join(folder, "elsewhere/data"),
});
const restore = (backup: string, env: Record<string, string> = elsewhere()) =>
  run("scripts/restore-database.ts", [backup], env);

/** So large that a copy takes many steps, with writes between them. */
async function givenMegabytes(count: number): Promise<void> {
  const at = new Date();
  const content = "x".repeat(1024 * 1024);
  const rows = Array.from({ length: count }, (_, number) => ({
    ...{ id: `large-${number}`, title: "Large", content, contentFormat: "markdown" },
    ...{ createdAt: at, updatedAt: at },
  }));
  await db().lesson.createMany({ data: rows });
}

/** Queues a hundred jobs a second until the test ends. */
class Writer {
  readonly acknowledged: string[] = [];
  readonly #child: ChildProcess;

  constructor(lessonId: string) {
    this.#child = start("lib/backup/fixtures/steady-writer.ts", [lessonId]);
    if (!this.#child.stdout) throw new Error("its output is piped");
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      this.acknowledged.push(line);
      this.#child.emit("acknowledged");
    });
  }

  async more(count: number): Promise<void> {
    const wanted = this.acknowledged.length + count;
    while (this.acknowledged.length < wanted) await once(this.#child, "acknowledged");
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await once(this.#child, "exit");
  }
}

function look(file: string) {
  const database = new Database(file, { readonly: true });
  try {
    const ids = database.prepare("SELECT id FROM presentation_jobs").pluck().all() as string[];
    return {
      integrity: database.pragma("integrity_check", { simple: true }),
      dangling: database.pragma("foreign_key_check"),
      ids: new Set(ids),
    };
  } finally {
    database.close();
  }
}

test("a backup under a hundred writes a second, restored elsewhere, has every job acknowledged before it began", {
  timeout: FIVE_MINUTES_MS,
}, async () => {
  const lesson = await givenLesson();
  const { files } = await givenFinishedDeck(lesson, { json: "{}", pptx: "slides", pdf: "pages" });
  await givenMegabytes(40);
  const writer = new Writer(lesson);
  await writer.more(100);
  const before = [...writer.acknowledged];
  const made = await backUp("--to", "backups");
  expect(made).toMatchObject({ code: 0, errors: "" });
  const during = writer.acknowledged.length - before.length;
  await writer.more(20);
  await writer.kill();

  const [backup] = listBackups(backups());
  if (!backup) throw new Error("there is no backup");
  const beganRestoring = performance.now();
  const restored = await restore(backup.folder);
  expect(restored).toMatchObject({ code: 0, errors: "" });
  expect(performance.now() - beganRestoring).toBeLessThan(FIVE_MINUTES_MS);

  const there = look(elsewhere().DATABASE_PATH);
  expect(there.integrity).toBe("ok");
  expect(there.dangling).toEqual([]);
  expect(before.filter((id) => !there.ids.has(id))).toEqual([]);
  // Writers were not held up, and the copy did not begin anew with each of them.
  expect(during).toBeGreaterThan(20);
  const live = new Set((await db().presentationJob.findMany()).map(({ id }) => id));
  expect([...there.ids].filter((id) => !live.has(id))).toEqual([]);
  for (const file of files) {
    const [own, other] = [config().dataDir, elsewhere().DATA_DIR].map((dir) =>
      readFileSync(path.join(dir, file)),
    );
    expect(other).toEqual(own);
  }
});

test("a backup that is killed, whenever, leaves nothing that looks like one, and the next one works", {
  timeout: 120_000,
}, async () => {
  await givenFinishedDeck(await givenLesson());
  await givenMegabytes(10);
  expect((await backUp("--to", "backups")).code).toBe(0);
  let kills = 0;
  for (const step of ["", "database.db", "files", "manifest.json"]) {
    const mine = () => readdirSync(backups()).filter((name) => name.startsWith("presentation-jobs-"));
    const [names, finished] = [mine(), listBackups(backups())];
    const child = start("scripts/backup-database.ts", ["--to", "backups", "--keep", "1"]);
    const exited = once(child, "exit");
    const isThere = () =>
      mine().some((name) => !names.includes(name) && existsSync(path.join(backups(), name, step)));
    while (child.exitCode === null && !isThere()) await setImmediate();
    child.kill("SIGKILL");
    await exited;
    // One that was too fast for us is whole.
    if (child.exitCode === 0) continue;
    kills += 1;
    expect(listBackups(backups())).toEqual(finished);
    const [partial = ""] = listPartials(backups());
    expect((await restore(partial)).errors).toMatch(/was never finished/);
    expect(existsSync(elsewhere().DATABASE_PATH)).toBe(false);
  }
  expect(kills).toBeGreaterThan(0);
  expect((await backUp("--to", "backups")).code).toBe(0);
  expect(listPartials(backups())).toEqual([]);
});

test("says where the backup is and how to put it back, and removes what is more than --keep", async () => {
  await givenJob();
  for (let made = 0; made < 3; made++) expect((await backUp("--to", "backups", "--keep", "5")).code).toBe(0);
  const { output } = await backUp("--to", "backups", "--keep", "2");
  const [newest, second, ...more] = listBackups(backups());
  expect(more).toEqual([]);
  expect(output).toContain(`Made ${newest?.folder}: checked, 1 jobs, 1 lessons, 0 decks`);
  expect(output).toContain(`npm run restore -- ${newest?.folder}`);
  expect(output.match(/^Removed presentation-jobs-/gm)).toHaveLength(2);
  expect(second?.madeAt.getTime()).toBeLessThan(newest?.madeAt.getTime() ?? 0);
});

test.skipIf(!canLimitFileSize)(
  "with prlimit: a backup that the disk has no room for takes nothing away and leaves nothing",
  async () => {
    await givenMegabytes(2);
    expect((await backUp("--to", "backups")).code).toBe(0);
    const before = readdirSync(backups()).filter((name) => name.startsWith("presentation-jobs-"));
    const program = [
      process.execPath,
      bundle("scripts/backup-database.ts"),
      "--to",
      "backups",
      "--keep",
      "1",
    ];
    const child = spawn("prlimit", ["--fsize=1000000:", ...program], {
      env: { ...process.env, INIT_CWD: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [errors] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(child.exitCode).toBe(1);
    expect(errors).toMatch(/^There is no backup: .*(?:full|I\/O)/);
    expect(readdirSync(backups()).filter((name) => name.startsWith("presentation-jobs-"))).toEqual(before);
  },
);

test("refuses what it cannot do in one line", async () => {
  expect(await backUp("--keep", "none")).toMatchObject({
    code: 1,
    errors: expect.stringContaining("--keep must be"),
  });
  const nowhere = path.join(folder, "none.db");
  expect(await run("scripts/backup-database.ts", [], { DATABASE_PATH: nowhere })).toEqual({
    code: 1,
    output: "",
    errors: `There is no database ${nowhere}\n`,
  });
  const postgres = { DATABASE_URL: "postgres://user:hidden@db.example.com/decks" };
  const { code, errors } = await run("scripts/backup-database.ts", [], postgres);
  expect(code).toBe(1);
  expect(errors).toContain("pg_dump --format=custom");
  expect(errors).not.toContain("hidden");
  expect(readdirSync(folder)).toEqual([]);
});

test("a restore refuses while the product has the database open, and keeps what it replaces", async () => {
  const { job_id } = await givenJob();
  const { output } = await backUp("--to", "backups");
  expect(output).toContain("Made ");
  const [backup] = listBackups(backups());
  // This process is the product: it has the database open.
  const own = { DATABASE_PATH: process.env.DATABASE_PATH ?? "", DATA_DIR: process.env.DATA_DIR ?? "" };
  expect(await restore(backup?.folder ?? "", own)).toEqual({
    code: 1,
    output: "",
    errors: `${own.DATABASE_PATH} is in use. Stop the product first.\n`,
  });
  await db().presentationJob.delete({ where: { id: job_id } });
  expect((await restore(backup?.folder ?? "")).code).toBe(0);
  const again = await restore(backup?.folder ?? "");
  expect(again.output).toMatch(/The old database is kept as .*\.before-restore-/);
  const kept = /kept as (.*)\n/.exec(again.output)?.[1] ?? "";
  expect(look(kept).ids).toEqual(new Set([job_id]));
});
