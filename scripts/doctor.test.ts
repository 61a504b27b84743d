/** `npm run doctor` on installations that are well and unwell: real files, real ports, and the command itself at the end. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { makeBackup } from "@/lib/backup/make-backup";
import { beginSchedule, writeBackupFailure } from "@/lib/backup/schedule-files";
import { registerDatabase } from "@/lib/db/sqlite-file";
import { examine as examineInstallation } from "@/lib/doctor/examine";
import type { Finding } from "@/lib/doctor/finding";
import { version } from "@/package.json";

const root = path.resolve(import.meta.dirname, "..");
let folder = "";
let port = 0;
const file = () => path.join(folder, "jobs.db");
const dataDir = () => path.join(folder, "data");

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-doctor-test-"));
  chmodSync(folder, 0o700);
  mkdirSync(dataDir(), { mode: 0o700 });
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  server.close();
  await once(server, "close");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (changes: Record<string, string>) => ({
  ...process.env,
  ...{
    DATABASE_URL: "",
    DATABASE_PATH: file(),
    DATA_DIR: dataDir(),
    LOG_FILE: path.join(folder, "jobs.log"),
  },
  ...{ HOST: "127.0.0.1", PORT: String(port), PUBLIC_URL: "", TRUST_PROXY: "0", BACKUP_EVERY_HOURS: "24" },
  ...changes,
});

async function examine(changes: Record<string, string> = {}): Promise<Finding[]> {
  const findings: Finding[] = [];
  await examineInstallation(environment(changes), version, (finding) => findings.push(finding));
  return findings;
}

const of = (findings: Finding[], check: string) => findings.filter((finding) => finding.check === check);
const unwell = (findings: Finding[]) => findings.filter(({ level }) => level !== "ok");

/** A database of this version that was in use. */
function givenDatabase(): void {
  const template = inject("sqliteTemplate");
  if (!template) throw new Error("this project has a template");
  copyFileSync(template, file());
  chmodSync(file(), 0o600);
  registerDatabase(file(), dataDir());
}

function change(...statements: string[]): void {
  const database = new Database(file());
  for (const statement of statements) database.exec(statement);
  database.close();
}

const now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
const worker = (ownVersion: string, heartbeat = now) =>
  `INSERT INTO workers (id, host, pid, version, slots, started_at, heartbeat_at)
   VALUES ('worker-${ownVersion}', 'h', 1, '${ownVersion}', 2, ${now}, ${heartbeat})`;
const administrator = [
  `INSERT INTO users (id, name, email, email_verified, role, created_at, updated_at)
   VALUES ('u', 'Ada', 'ada@example.com', 1, 'admin', ${now}, ${now})`,
  `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
   VALUES ('a', 'u', 'credential', 'u', 'hash', ${now}, ${now})`,
];
const job = (id: string, columns: string, values: string) =>
  `INSERT INTO presentation_jobs (id, lesson_id, status, priority, created_at, run_at, style${columns})
   VALUES ('${id}', 'l', ${values}`;
const lesson = `INSERT INTO lessons (id, title, content, content_format, created_at, updated_at)
   VALUES ('l', 'T', 'c', 'markdown', ${now}, ${now})`;

/** Everything below the folder: names, sizes, times, contents. */
function fingerprint(): unknown[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .sort()
    .map((name) => {
      const facts = statSync(path.join(folder, name));
      const content = facts.isFile() ? readFileSync(path.join(folder, name)) : "";
      return [name, facts.mode, facts.mtimeMs, createHash("sha256").update(content).digest("hex")];
    });
}

test("finds nothing to do where all is well, and leaves no trace", async () => {
  givenDatabase();
  change(...administrator, worker(version));
  await makeBackup({
    database: file(),
    dataDir: dataDir(),
    folder: path.join(dataDir(), "backups"),
    keep: 2,
    productVersion: version,
  });
  const before = fingerprint();
  const findings = await examine();
  expect(unwell(findings).filter(({ check }) => check !== "disk")).toEqual([]);
  expect(findings.map(({ check }) => check).filter((check) => check !== "disk")).toEqual([
    ...[
      "configuration",
      "addresses",
      "files",
      "database",
      "engine",
      "migrations",
      "workers",
      "clock",
      "queue",
      "alerts",
    ],
    ...["sign-in", "decks", "backups", "port"],
  ]);
  expect(of(findings, "engine")[0]?.message).toMatch(/journal_mode=wal, synchronous=FULL, foreign_keys=ON/);
  expect(fingerprint()).toEqual(before);
});

test("names decks whose files are gone, cut or changed, and only those", async () => {
  givenDatabase();
  const deck = (id: string) =>
    `INSERT INTO presentations (id, lesson_id, lesson_revision, style, title, total_slides, content, created_at, updated_at)
     VALUES ('${id}', 'l', 1, 'default', 'T', 1, '{}', ${now}, ${now})`;
  const deckFile = (id: string, name: string, sha256: string | null) =>
    `INSERT INTO export_files (presentation_id, format, path, size_bytes, sha256, generated_at)
     VALUES ('${id}', 'json', 'exports/${name}', 5, ${sha256 === null ? "NULL" : `'${sha256}'`}, ${now})`;
  const whole = createHash("sha256").update("whole").digest("hex");
  change(
    lesson,
    deck("good"),
    deck("old"),
    deckFile("good", "whole", whole),
    deckFile("old", "unhashed", null),
  );
  mkdirSync(path.join(dataDir(), "exports"));
  for (const name of ["whole", "unhashed", "changed"])
    writeFileSync(path.join(dataDir(), "exports", name), name === "changed" ? "WHOLE" : name.slice(0, 5));
  expect(of(await examine(), "decks")).toMatchObject([{ level: "ok" }]);
  change(deck("bad"), deckFile("bad", "changed", whole), deck("gone"), deckFile("gone", "missing", whole));
  const [finding] = of(await examine(), "decks");
  expect(finding).toMatchObject({ level: "fail" });
  expect(finding?.message).toMatch(/^2 files .*\(decks gone, bad\)$/);
});

describe("names the database that", () => {
  test("is not there yet, as nothing bad", async () => {
    const findings = await examine();
    expect(of(findings, "database")).toMatchObject([{ level: "warn", remedy: "npm start makes it." }]);
    expect(findings.filter(({ level }) => level === "fail")).toEqual([]);
    expect(readdirSync(folder)).toEqual(["data"]);
  });

  test("was lost, and goes on looking at the rest", async () => {
    givenDatabase();
    rmSync(file());
    const findings = await examine();
    expect(of(findings, "database")).toMatchObject([
      {
        level: "fail",
        message: expect.stringMatching(/is missing, although it was in use/),
        remedy: expect.stringMatching(/npm run restore/),
      },
    ]);
    expect(of(findings, "port")).toHaveLength(1);
  });

  test("is damaged", async () => {
    givenDatabase();
    const handle = openSync(file(), "r+");
    for (let page = 1; page * 4096 < statSync(file()).size; page++)
      writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, page * 4096);
    closeSync(handle);
    const findings = await examine();
    expect(of(findings, "database")).toMatchObject([
      {
        level: "fail",
        message: expect.stringMatching(/is damaged/),
        remedy: expect.stringMatching(/npm run restore/),
      },
    ]);
    expect(of(findings, "engine")).toEqual([]);
  });

  test("is no database", async () => {
    writeFileSync(file(), "not a database at all ".repeat(50), { mode: 0o600 });
    expect(of(await examine(), "database")).toMatchObject([
      { level: "fail", message: expect.stringMatching(/is no SQLite database/) },
    ]);
  });

  test("is older than the product, or newer", async () => {
    givenDatabase();
    change(
      "DELETE FROM _prisma_migrations WHERE migration_name = (SELECT MAX(migration_name) FROM _prisma_migrations)",
    );
    const older = await examine();
    expect(of(older, "migrations")).toMatchObject([
      {
        level: "fail",
        message: expect.stringMatching(/^1 is pending: \d{14}_/),
        remedy: expect.stringMatching(/npm run migrate/),
      },
    ]);
    expect(of(older, "workers")).toEqual([]);
    change("UPDATE _prisma_migrations SET migration_name = '99990101000000_later' WHERE rowid = 1");
    expect(of(await examine(), "migrations")).toMatchObject([
      { level: "fail", message: expect.stringMatching(/newer version.*99990101000000_later/) },
    ]);
  });
});

describe("says of the queue", () => {
  test("that nobody works, which is a failure where jobs wait", async () => {
    givenDatabase();
    change(...administrator, worker("0.0.1", `${now} - 120000`));
    expect(of(await examine(), "workers")).toMatchObject([{ level: "warn", message: "None is alive" }]);
    change(lesson, job("later", "", `'pending', 'normal', ${now}, ${now} + 3600000, 'default')`));
    expect(of(await examine(), "workers")).toMatchObject([{ level: "warn", message: "None is alive" }]);
    change(job("j", "", `'pending', 'normal', ${now}, ${now}, 'default')`));
    expect(of(await examine(), "workers")).toMatchObject([
      {
        level: "fail",
        message: "None is alive, and 1 job waits",
        remedy: expect.stringMatching(/npm run worker/),
      },
    ]);
  });

  test("that a worker is of another version, a lease was not taken back, and a clock was put back", async () => {
    givenDatabase();
    change(
      ...[...administrator, lesson, worker("0.0.1", `${now} + 60000`)],
      job(
        "j",
        ", started_at, worker_id, lease_token, lease_expires_at",
        `'running', 'normal', ${now}, ${now}, 'default', ${now}, 'w', 't', ${now} - 60000)`,
      ),
    );
    const findings = await examine();
    expect(of(findings, "workers")).toMatchObject([
      { level: "warn", message: expect.stringMatching(/worker-0\.0\.1 is 0\.0\.1/) },
    ]);
    expect(of(findings, "queue")).toMatchObject([
      { level: "fail", message: expect.stringMatching(/^1 job has a lease/) },
    ]);
    expect(of(findings, "clock")).toMatchObject([
      { level: "warn", message: expect.stringMatching(/in the future/) },
    ]);
  });

  test("that it is paused, and that nobody counts the changes", async () => {
    givenDatabase();
    change(
      `UPDATE queue_state SET paused_at = ${now}`,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)
       INSERT INTO job_changes (kind, created_at, status, style, priority) SELECT 'created', ${now}, 'pending', 'default', 'normal' FROM n`,
    );
    const words = of(await examine(), "queue").map(({ message }) => message);
    expect(words).toEqual([expect.stringMatching(/^10,001 changes/), expect.stringMatching(/paused/)]);
  });

  test("that nobody can sign in", async () => {
    givenDatabase();
    expect(of(await examine(), "sign-in")).toMatchObject([
      { level: "warn", remedy: expect.stringMatching(/npm start prints/) },
    ]);
  });
});

describe("says of the machine", () => {
  test("which variable is bad, and nothing else", async () => {
    const findings = await examine({ BACKUP_KEEP: "many" });
    expect(findings).toMatchObject([
      { check: "configuration", level: "fail", message: expect.stringMatching(/^BACKUP_KEEP must be/) },
    ]);
  });

  test("which files others may read or change", async () => {
    givenDatabase();
    chmodSync(file(), 0o644);
    writeFileSync(path.join(folder, "jobs.log"), "", { mode: 0o600 });
    chmodSync(path.join(folder, "jobs.log"), 0o666);
    expect(of(await examine(), "files")).toMatchObject([
      {
        level: "warn",
        message: expect.stringMatching(/^DATABASE_PATH .* read by every account/),
        remedy: `chmod o-rwx ${file()}`,
      },
      { level: "warn", message: expect.stringMatching(/^LOG_FILE .* changed by every account/) },
    ]);
  });

  test("that there is no backup, that it is old, and that the last one failed", async () => {
    givenDatabase();
    const backups = path.join(dataDir(), "backups");
    beginSchedule(backups);
    expect(of(await examine(), "backups")).toMatchObject([{ level: "ok" }]);
    const longAgo = new Date(Date.now() - 50 * 3_600_000);
    utimesSync(path.join(backups, "schedule-began"), longAgo, longAgo);
    expect(of(await examine(), "backups")).toMatchObject([
      { level: "warn", remedy: expect.stringMatching(/npm run backup/) },
    ]);
    mkdirSync(path.join(backups, "presentation-jobs-2026-01-01T00-00-00-000Z"));
    writeBackupFailure(backups, "no room");
    expect(of(await examine(), "backups")).toMatchObject([
      { level: "warn", message: expect.stringMatching(/failed at .*: no room$/) },
      { level: "warn", message: expect.stringMatching(/hours old, 0 older ones beside it/) },
    ]);
    mkdirSync(path.join(backups, "presentation-jobs-2999-01-01T00-00-00-000Z"));
    expect(of(await examine(), "backups").slice(1)).toMatchObject([
      {
        level: "warn",
        message: expect.stringMatching(/2999-01-01.* is from the future: the clock was wrong/),
      },
      { level: "warn", message: expect.stringMatching(/hours old, 0 older ones beside it/) },
    ]);
  });

  test("who has the port", async () => {
    const other = createServer((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"),
    ).listen(port, "127.0.0.1");
    await once(other, "listening");
    expect(of(await examine(), "port")).toMatchObject([
      { level: "fail", message: expect.stringMatching(/has another program$/) },
    ]);
    other.close();
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["links that lead nowhere", { HOST: "0.0.0.0" }, /which is no address/],
    [
      "a proxy that is not believed",
      { PUBLIC_URL: "https://decks.example.com" },
      /all of them have the proxy's address/,
    ],
    [
      "everybody who is",
      { HOST: "192.0.2.1", TRUST_PROXY: "1", PUBLIC_URL: "https://decks.example.com" },
      /can say they come from anywhere/,
    ],
    ["passwords in the clear", { HOST: "192.0.2.1" }, /travel unencrypted/],
  ])("that its addresses mean %s", async (_name, changes, words) => {
    const findings = of(await examine(changes), "addresses");
    expect(findings).toMatchObject([{ level: "warn", message: expect.stringMatching(words) }]);
  });
});

test("the command prints a line and a remedy for each, or JSON, and its code says whether something failed", async () => {
  const command = async (...args: string[]) => {
    const child = spawn(process.execPath, ["scripts/doctor.mjs", ...args], {
      cwd: root,
      env: environment({}),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return { output, code: child.exitCode };
  };
  givenDatabase();
  change(...administrator, worker(version));
  const well = await command();
  expect(well.output).toMatch(/^ok {4}node {11}Node \d/);
  expect(well.output).toMatch(/^ok {4}database {7}.*: every page is sound$/m);
  // `npm test` installs what the lockfile says; whoever runs this test alone may have other packages.
  const failures = well.output.match(/^FAIL {2}(?!packages)/gm) ?? [];
  expect(failures).toEqual([]);
  const isInstalled = !well.output.includes("FAIL  packages");
  expect(well.code).toBe(isInstalled ? 0 : 1);
  expect(well.output).toMatch(isInstalled ? /, 0 to mend$/m : /, 1 to mend$/m);
  rmSync(file());
  const unwellNow = await command("--json");
  expect(unwellNow.code).toBe(1);
  const said = JSON.parse(unwellNow.output);
  expect(said.ok).toBe(false);
  expect(said.findings).toContainEqual(expect.objectContaining({ check: "database", level: "fail" }));
});
