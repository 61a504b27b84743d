/** A disk that is full or breaks under a running server, and a server that dies in the middle of a commit. */
import { readFileSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson } from "@/lib/testing/factories";
import { canLimitFileSize, liftFileSizeLimit, limitFileSize } from "@/lib/testing/file-size-limit";
import { canInjectFaults, Fault } from "@/lib/testing/strace";
import { API_TOKEN, endServerProcesses, ServerProcess } from "./server-process";

setUpTestDatabase({ API_TOKEN });
afterEach(endServerProcesses);

/** A frame of the write-ahead log: its header and one page. https://sqlite.org/fileformat.html, "WAL File Format" */
const FRAME_BYTES = 24 + 4096;
/** Requests at once, so that commits are shared. */
const IN_FLIGHT = 5;

const databaseFile = () => {
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("These tests are about a file");
  return database.path;
};

/** One server and what it has acknowledged. */
class Subject {
  readonly acknowledged: string[] = [];

  private constructor(
    readonly server: ServerProcess,
    readonly lessonId: string,
  ) {}

  static async start(): Promise<Subject> {
    const subject = new Subject(await ServerProcess.start(), await givenLesson());
    await subject.expectService();
    return subject;
  }

  async expectService(): Promise<void> {
    const ids = Array.from({ length: IN_FLIGHT }, () => this.server.acknowledged(this.lessonId));
    this.acknowledged.push(...(await Promise.all(ids)));
    await this.#untilReadyz(200);
  }

  /** Says no to every write in the API's shape, and still reads. */
  async expectReadsOnly(): Promise<void> {
    const answers = Array.from({ length: IN_FLIGHT }, () => this.server.generate(this.lessonId));
    for (const answer of await Promise.all(answers)) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(problem.parse(await answer.json()).error.code).toBe("service_unavailable");
    }
    const job = await this.server.get(`/api/presentations/jobs/${this.acknowledged[0]}`);
    expect(job.status).toBe(200);
    expect((await this.server.get("/api/presentations/jobs")).status).toBe(200);
    await this.#untilReadyz(503);
  }

  /** It looks at the disk once a second. */
  async #untilReadyz(status: number): Promise<void> {
    while ((await this.server.get("/readyz")).status !== status);
  }

  /** Sends requests until the server dies of one. */
  async untilItDies(): Promise<void> {
    let alive = true;
    const exited = this.server.exited.then(() => {
      alive = false;
    });
    const caller = async () => {
      while (alive) {
        const answer = await this.server.acknowledged(this.lessonId).catch(() => null);
        if (answer !== null) this.acknowledged.push(answer);
      }
    };
    await Promise.all([exited, ...Array.from({ length: IN_FLIGHT }, caller)]);
  }
}

/** Looks at the file with a connection of its own. */
function expectSoundFile(acknowledged: readonly string[]): void {
  const file = new Database(databaseFile());
  try {
    expect(file.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(file.pragma("foreign_key_check")).toEqual([]);
    const stored = new Set(file.prepare("SELECT id FROM presentation_jobs").pluck().all());
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  } finally {
    file.close();
  }
}

describe.skipIf(!canLimitFileSize)("with prlimit: a disk without room", { timeout: 120_000 }, () => {
  test("gives 503 while it lasts, reads are served, then all goes on in the same process", async () => {
    // What a log file holds is overwritten first after a checkpoint; an empty one can only grow.
    await db().$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
    const subject = await Subject.start();
    const rooms = {
      forNothing: () => 0,
      forHalfACommit: () => Math.round(statSync(`${databaseFile()}-wal`).size + 1.5 * FRAME_BYTES),
    };
    for (const room of [rooms.forNothing, rooms.forHalfACommit]) {
      limitFileSize(subject.server.pid, room());
      await subject.expectReadsOnly();
      liftFileSizeLimit(subject.server.pid);
      await subject.expectService();
    }
    expectSoundFile(subject.acknowledged);
    // The first half of the lines had no room either, and waited.
    const refusals = readFileSync(config().logFile, "utf8").match(/"database_busy"/g);
    expect(refusals).toHaveLength(2 * IN_FLIGHT);
  });
});

describe.skipIf(!(await canInjectFaults()))("with strace", { timeout: 120_000 }, () => {
  test.each([
    ["a full disk", "pwrite64", "error=ENOSPC"],
    ["a disk that cannot sync", "fsync,fdatasync", "error=EIO"],
  ])(
    "%s: 503 while it lasts, reads are served, then all goes on in the same process",
    async (_, calls, effect) => {
      const subject = await Subject.start();
      const fault = await Fault.inject(subject.server.pid, calls, effect);
      await subject.expectReadsOnly();
      await fault.end();
      await subject.expectService();
      expectSoundFile(subject.acknowledged);
    },
  );

  test.each([
    ["between two writes", "pwrite64", 3],
    ["some commits later", "pwrite64", 40],
    ["between the last write and the sync", "fsync,fdatasync", 2],
  ])("a server that dies in a commit, %s, has stored what it acknowledged", async (_, calls, when) => {
    const subject = await Subject.start();
    // The last connection that is left would spare the next one the recovery from the log.
    await db().$disconnect();
    await Fault.inject(subject.server.pid, calls, `signal=SIGKILL:when=${when}`);
    await subject.untilItDies();
    expectSoundFile(subject.acknowledged);
  });
});
