/** The pure rules: what follows a failure, how long a retry waits, how stages pass. */
import { describe, expect, test } from "vitest";
import { backoffMs } from "./backoff";
import { afterFailure, type JobError } from "./failure";
import { GroupCommit } from "./group-commit";
import { beginStage, endStages, noStages } from "./stages";
import { canCancel, canRetry, isFinal, jobStatuses } from "./state";

const delays = [0, 5, 15];

describe("backoff", () => {
  test.each([
    [1, 0, 0],
    [2, 0, 5_000],
    [3, 0, 15_000],
    [9, 0, 15_000],
    [0, 0, 0],
    [2, 1, 5_500],
    [3, 0.5, 15_750],
  ])("before retry %i with jitter %f is %i ms", (retry, jitter, ms) => {
    expect(backoffMs(retry, delays, jitter)).toBe(ms);
  });

  test("without any delays is none", () => {
    expect(backoffMs(1, [], 1)).toBe(0);
  });
});

describe("after a failure", () => {
  const error: JobError = {
    code: "internal_error",
    message: "x",
    retryable: true,
    timedOut: false,
    stack: null,
    details: null,
  };
  const rules = { delaysSeconds: delays, jitter: 0 };
  test.each([
    [
      "a job with retries left waits and comes back",
      { retryCount: 1, maxRetries: 2 },
      error,
      { kind: "requeue", delayMs: 5_000 },
    ],
    [
      "a job without retries fails",
      { retryCount: 2, maxRetries: 2 },
      error,
      { kind: "end", status: "failed" },
    ],
    [
      "what can never work fails at once",
      { retryCount: 0, maxRetries: 2 },
      { ...error, retryable: false },
      { kind: "end", status: "failed" },
    ],
    [
      "a deadline ends as timeout",
      { retryCount: 2, maxRetries: 2 },
      { ...error, timedOut: true },
      { kind: "end", status: "timeout" },
    ],
    [
      "a deadline is retried while retries remain",
      { retryCount: 0, maxRetries: 2 },
      { ...error, timedOut: true },
      { kind: "requeue", delayMs: 0 },
    ],
  ])("%s", (_name, job, cause, expected) => {
    expect(afterFailure(job, cause, rules)).toMatchObject(expected);
  });
});

describe("states", () => {
  test.each(jobStatuses)("%s is either open to cancelling or final", (status) => {
    expect(canCancel(status)).toBe(!isFinal(status));
    expect(canRetry(status)).toBe(["failed", "timeout", "cancelled"].includes(status));
  });
});

describe("stages", () => {
  const at = (second: number) => new Date(second * 1000);
  test("pass in order with their durations; one that never starts is skipped", () => {
    const parse = beginStage(noStages(), "parse", at(0));
    const render = beginStage(parse, "render", at(2));
    expect(render.map((stage) => [stage.name, stage.status, stage.duration_seconds])).toEqual([
      ["parse", "completed", 2],
      ["outline", "skipped", null],
      ["polish", "skipped", null],
      ["render", "running", null],
      ["publish", "pending", null],
    ]);
    expect(endStages(render, "failed", at(5))[3]).toMatchObject({ status: "failed", duration_seconds: 3 });
  });

  test("never last less than nothing when the clock jumps back", () => {
    const [parse] = endStages(beginStage(noStages(), "parse", at(9)), "completed", at(3));
    expect(parse?.duration_seconds).toBe(0);
  });

  test("of which no start is known end without a duration of their own", () => {
    const [parse] = noStages();
    if (!parse) throw new Error("There is no first stage");
    expect(endStages([{ ...parse, status: "running" }], "failed", at(3))).toEqual([
      { name: "parse", status: "failed", started_at: null, duration_seconds: 0 },
    ]);
  });
});

describe("a group commit", () => {
  test("commits together what arrives together, and the rest with the next", async () => {
    const groups: number[][] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const commits = new GroupCommit<number, number>(async (items) => {
      groups.push(items);
      if (groups.length === 1) await gate;
      return items.map((item) => item * 2);
    }, 3);
    const first = [commits.add(1), commits.add(2)];
    await new Promise(setImmediate);
    const later = [3, 4, 5, 6].map((item) => commits.add(item));
    release();
    expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10, 12]);
    expect(groups).toEqual([[1, 2], [3, 4, 5], [6]]);
  });

  test("tells every caller of a group that failed, and goes on with the next", async () => {
    let fail = true;
    const commits = new GroupCommit<number, number>(async (items) => {
      if (fail) throw new Error("disk full");
      return items;
    }, 10);
    const both = await Promise.allSettled([commits.add(1), commits.add(2)]);
    expect(both.map((result) => result.status)).toEqual(["rejected", "rejected"]);
    fail = false;
    expect(await commits.add(3)).toBe(3);
  });

  test("rejects a commit that gives too few results", async () => {
    const commits = new GroupCommit<number, number>(async () => [], 10);
    await expect(commits.add(1)).rejects.toThrow("too few");
  });
});
