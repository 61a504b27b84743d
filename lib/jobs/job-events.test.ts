/** The event streams as a browser reads them: real changes of a real database. */
import { describe, expect, test } from "vitest";
import { jobCounts } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "./cancel";
import { jobEvents, queueEvents } from "./job-events";
import { claimJobs } from "./store/claim-jobs";

setUpTestDatabase();

type Event = { event: string; id: string | null; data: Record<string, unknown> };

/** Reads events one by one; null when the stream has ended. */
class Events {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(response: Response) {
    if (!response.body) throw new Error("The response has no body");
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  async next(): Promise<Event | null> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end < 0) {
        const { done, value } = await this.#reader.read();
        if (done) return null;
        this.#text += value;
        continue;
      }
      const fields = new Map(
        this.#text
          .slice(0, end)
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]),
      );
      this.#text = this.#text.slice(end + 2);
      const data = fields.get("data");
      if (data === undefined) continue;
      return { event: fields.get("event") ?? "", id: fields.get("id") ?? null, data: JSON.parse(data) };
    }
  }

  async leave(): Promise<void> {
    await this.#reader.cancel();
  }
}

const request = (lastEventId?: string) =>
  new Request("http://localhost/events", { headers: lastEventId ? { "Last-Event-ID": lastEventId } : {} });
const claimOne = () =>
  db().$transaction((tx) => claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }));

describe("the events of a job", () => {
  test("tell its state now and after each change, and end with its final state", async () => {
    const { job_id } = await givenJob();
    const events = new Events(await jobEvents(request(), job_id, service));
    expect(await events.next()).toMatchObject({
      event: "job",
      data: { status: "pending", queue_position: 1 },
    });
    await claimOne();
    expect(await events.next()).toMatchObject({ data: { status: "running", queue_position: null } });
    await cancelJob(job_id, null, service);
    expect(await events.next()).toMatchObject({ data: { status: "cancelled" } });
    expect(await events.next()).toBeNull();
  });

  test("are not told twice to a client that comes back", async () => {
    const { job_id } = await givenJob();
    const first = new Events(await jobEvents(request(), job_id, service));
    const seen = await first.next();
    await first.leave();
    const second = new Events(await jobEvents(request(seen?.id ?? ""), job_id, service));
    await cancelJob(job_id, null, service);
    expect(await second.next()).toMatchObject({ data: { status: "cancelled" } });
  });

  test("are for those who may see the job", async () => {
    const { job_id } = await givenJob();
    await expect(jobEvents(request(), job_id, callerWith("teacher"))).rejects.toMatchObject({
      code: "job_access_denied",
    });
    await expect(jobEvents(request(), "missing", service)).rejects.toMatchObject({ code: "job_not_found" });
  });

  test("end when the job is deleted", async () => {
    const { job_id } = await givenJob();
    const events = new Events(await jobEvents(request(), job_id, service));
    await events.next();
    await db().lesson.deleteMany();
    expect(await events.next()).toBeNull();
  });

  test("of two jobs are told apart", async () => {
    const [left, right] = [await givenJob(), await givenJob()];
    const events = new Events(await jobEvents(request(), left.job_id, service));
    const others = new Events(await jobEvents(request(), right.job_id, service));
    await Promise.all([events.next(), others.next()]);
    await cancelJob(right.job_id, null, service);
    expect(await others.next()).toMatchObject({ data: { job_id: right.job_id, status: "cancelled" } });
    await cancelJob(left.job_id, null, service);
    expect(await events.next()).toMatchObject({ data: { job_id: left.job_id, status: "cancelled" } });
  });

  test("go on for the other viewers of a job when one of them leaves", async () => {
    const { job_id } = await givenJob();
    const leaving = new Events(await jobEvents(request(), job_id, service));
    const staying = new Events(await jobEvents(request(), job_id, service));
    await Promise.all([leaving.next(), staying.next()]);
    await leaving.leave();
    await cancelJob(job_id, null, service);
    expect(await staying.next()).toMatchObject({ data: { status: "cancelled" } });
    expect(await staying.next()).toBeNull();
  });
});

test("the events of the queue tell the counts now and after changes", async () => {
  const lesson_id = await givenLesson();
  const events = new Events(queueEvents(request(), service));
  expect(await events.next()).toMatchObject({ event: "change", data: { counts: { pending: 0 } } });
  await givenJob({ lesson_id });
  // A change may be told in between that changed no count.
  for (let pending = 0; pending !== 1; ) {
    pending = jobCounts.parse((await events.next())?.data.counts).pending;
  }
  await events.leave();
});
