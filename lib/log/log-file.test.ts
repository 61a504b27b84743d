/** The log's file with real processes: nobody's line is lost, torn or there twice, whoever moves the file away. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bundle } from "@/lib/testing/bundle";
import { canLimitFileSize, liftFileSizeLimit, limitFileSize } from "@/lib/testing/file-size-limit";
import { LogFile } from "./log-file";

type Line = { pid: number; number?: number; dropped?: number };

let folder = "";
let file = "";
let writers: Writer[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-log-"));
  file = path.join(folder, "logs", "jobs.log");
  writers = [];
});
afterEach(async () => {
  for (const writer of writers) await writer.end();
  rmSync(folder, { recursive: true, force: true });
});

class Writer {
  readonly complaints: string[] = [];

  private constructor(private readonly child: ChildProcess) {}

  static async start(maxBytes: number, keep: number): Promise<Writer> {
    const child = fork(bundle("lib/log/fixtures/log-writer.ts"), [file, String(maxBytes), String(keep)]);
    const writer = new Writer(child);
    writers.push(writer);
    await once(child, "message");
    return writer;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves when it has written that many more. */
  async write(count: number): Promise<void> {
    this.child.send(count);
    for (;;) {
      const [message] = await once(this.child, "message");
      if (typeof message === "number") return;
      this.complaints.push(message);
    }
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
  }
}

const files = () => readdirSync(path.dirname(file)).filter((name) => /^jobs\.log(?:\.\d+)?$/.test(name));

/** All lines of all files; each must be whole. */
function lines(): Line[] {
  return files().flatMap((name) => {
    const text = readFileSync(path.join(path.dirname(file), name), "utf8");
    expect(text.endsWith("\n")).toBe(true);
    return text
      .slice(0, -1)
      .split("\n")
      .map((line): Line => JSON.parse(line));
  });
}

/** Each writer's numbers from 0, each once. */
function expectAllLines(counts: Map<number, number>): void {
  const found = new Map([...counts.keys()].map((pid): [number, number[]] => [pid, []]));
  for (const { pid, number } of lines()) found.get(pid)?.push(number ?? -1);
  for (const [pid, count] of counts) {
    const numbers = (found.get(pid) ?? []).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: count }, (_, number) => number));
  }
}

describe("a log file that several processes write", { timeout: 120_000 }, () => {
  test("has every line once and whole, through many rotations by whoever is first", async () => {
    const all = await Promise.all([1, 2, 3].map(() => Writer.start(200_000, 1_000)));
    await Promise.all(all.map((writer) => writer.write(10_000)));
    expectAllLines(new Map(all.map(({ pid }) => [pid, 10_000])));
    expect(files().length).toBeGreaterThan(20);
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  test("is followed by one that was quiet while the others moved it away", async () => {
    const [quiet, busy] = await Promise.all([Writer.start(10_000, 100), Writer.start(10_000, 100)]);
    await quiet.write(1);
    await busy.write(300);
    expect(files().length).toBeGreaterThan(3);
    await quiet.write(1);
    const last = readFileSync(file, "utf8").trimEnd().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({ pid: quiet.pid, number: 1 });
  });

  test("is followed by one whose file was moved away and deleted meanwhile", async () => {
    const [quiet, busy] = await Promise.all([Writer.start(10_000, 3), Writer.start(10_000, 3)]);
    await quiet.write(1);
    await busy.write(2_000);
    expect(lines().filter(({ pid }) => pid === quiet.pid)).toEqual([]);
    await quiet.write(1);
    expect(lines().filter(({ pid }) => pid === quiet.pid)).toMatchObject([{ number: 1 }]);
    expect(files().length).toBe(3);
  });

  test("loses no line of the others when writers are killed in the middle of it", async () => {
    const steady = await Writer.start(5_000, 1_000);
    for (let round = 1; round <= 5; round++) {
      const victim = await Writer.start(5_000, 1_000);
      const killed = victim.write(1_000_000).catch(() => {});
      await steady.write(800);
      await victim.end();
      void killed;
    }
    const numbers = lines().flatMap(({ pid, number }) => (pid === steady.pid ? [number] : []));
    expect(numbers.sort((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 4_000 }, (_, number) => number),
    );
  });
});

test.skipIf(!canLimitFileSize)(
  "with prlimit: lines wait whole for a disk without room, and one line tells how many were too many",
  async () => {
    const writer = await Writer.start(1_000_000, 5);
    await writer.write(10);
    // Somewhere inside the next line.
    limitFileSize(writer.pid, readFileSync(file).length + 20);
    await writer.write(8_000);
    expect(writer.complaints).toHaveLength(1);
    expect(writer.complaints[0]).toMatch(/^LOG_FILE .*jobs\.log cannot be written: /);
    expect(lines()).toHaveLength(10);
    liftFileSizeLimit(writer.pid);
    await writer.write(1);
    const written = lines();
    const dropped = written.find((line) => line.dropped !== undefined)?.dropped ?? 0;
    expect(dropped).toBeGreaterThan(1_000);
    expect(written.filter((line) => line.number !== undefined)).toHaveLength(8_011 - dropped);
    await writer.write(1);
    expect(lines().filter((line) => line.number !== undefined)).toHaveLength(8_012 - dropped);
  },
);

test("complains once and throws nothing where there can be no file", () => {
  const complaints: string[] = [];
  const log = new LogFile({
    file: "/dev/null/below.log",
    maxBytes: 1_000,
    keep: 2,
    complain: (line) => complaints.push(line),
    droppedLine: String,
  });
  log.write("a\n");
  log.write("b\n");
  expect(complaints).toEqual([expect.stringMatching(/^LOG_FILE \/dev\/null\/below\.log cannot be written/)]);
});
