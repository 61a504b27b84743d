/** Whole lists as files: what is in them, for whom, and that they are read no faster than they are taken. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Job, jobExportInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenLesson, service } from "@/lib/testing/factories";
import { exportJobs } from "./export-jobs";

setUpTestDatabase();

const start = Date.UTC(2026, 0, 1);

async function givenJobs(
  count: number,
  data: { userId?: string; errorMessage?: string; title?: string } = {},
) {
  const { title = "Clap the beat", ...columns } = data;
  const lessonId = await givenLesson({ title });
  const all = Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index);
    return {
      ...{ id: randomUUID(), lessonId, status: "failed", createdAt: at, runAt: at, completedAt: at },
      ...{ errorCode: "POISON", errorMessage: "It broke", ...columns },
    };
  });
  for (let from = 0; from < all.length; from += 1000) {
    await db().presentationJob.createMany({ data: all.slice(from, from + 1000) });
  }
}

const parse = (query: Record<string, string>) => jobExportInput.parse(query);

/** RFC 4180, by the letter. */
function readCsv(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.matchAll(cells)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  rows.pop();
  return rows;
}

describe("an export", () => {
  test("has every job of the list once, in its order, whatever the batches are", async () => {
    await givenJobs(25);
    const response = exportJobs(parse({ format: "ndjson", sort: "created_at" }), service, 4);
    const lines = (await response.text()).trimEnd().split("\n");
    const jobs = lines.map((line) => JSON.parse(line) as Job);
    expect(jobs).toHaveLength(25);
    expect(new Set(jobs.map((job) => job.job_id)).size).toBe(25);
    const times = jobs.map((job) => job.created_at);
    expect(times).toEqual([...times].sort());
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="jobs-\d{8}T\d{4}Z\.ndjson"$/,
    );
  });

  test("is CSV with a header, quotes, and no formula", async () => {
    await givenJobs(1, { title: '=cmd|"calc"!A1', errorMessage: "first line\nsecond, line" });
    const rows = readCsv(await exportJobs(parse({ format: "csv" }), service).text());
    expect(rows).toHaveLength(2);
    const [names = [], values = []] = rows;
    expect(values).toHaveLength(names.length);
    const job = Object.fromEntries(names.map((name, index) => [name, values[index]]));
    expect(job).toMatchObject({
      lesson_title: `'=cmd|"calc"!A1`,
      error_message: "first line\nsecond, line",
      status: "failed",
      created_at: "2026-01-01T00:00:00.000Z",
      started_at: "",
    });
  });

  test("of nothing is a header alone, or nothing", async () => {
    const csv = await exportJobs(parse({ format: "csv" }), service).text();
    expect(readCsv(csv)).toHaveLength(1);
    expect(await exportJobs(parse({ format: "ndjson" }), service).text()).toBe("");
  });

  test("keeps to the filter, and a teacher to what is theirs", async () => {
    await givenJobs(3, { userId: "t-1" });
    await givenJobs(2, { userId: "t-2", errorMessage: "Out of memory" });
    const rows = async (query: Record<string, string>, caller = service) =>
      readCsv(await exportJobs(parse({ format: "csv", ...query }), caller).text()).length - 1;
    expect(await rows({})).toBe(5);
    expect(await rows({ q: "of MEMORY" })).toBe(2);
    expect(await rows({ status: "completed" })).toBe(0);
    expect(await rows({ created_within: "24h" })).toBe(0);
    expect(await rows({}, callerWith("teacher", "t-1"))).toBe(3);
  });

  test("of 10,000 jobs is read a batch at a time, as fast as it is taken", async () => {
    await givenJobs(10_000);
    const body = exportJobs(parse({ format: "csv" }), service).body;
    const reader = body?.getReader();
    if (!reader) throw new Error("no body");
    let longest = 0;
    let text = "";
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      longest = Math.max(longest, value.length);
      text += decoder.decode(value, { stream: true });
    }
    expect(readCsv(text)).toHaveLength(10_001);
    // A twentieth of the file, and some: nothing has collected it whole.
    expect(longest).toBeLessThan(text.length / 15);
    // Most of the time goes into making the jobs.
  }, 120_000);

  test("reads no further than it is asked, so one that nobody takes any more costs nothing", async () => {
    await givenJobs(30);
    const reader = exportJobs(parse({ format: "ndjson" }), service, 10).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    // Had the second batch been read ahead, it would come now.
    await db().presentationJob.deleteMany();
    expect((await reader?.read())?.done).toBe(true);
  });
});
