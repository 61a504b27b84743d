import { describe, expect, it } from "vitest";
import type { Attempt, Job } from "@/lib/contract/jobs";
import { jobStages } from "@/lib/jobs/state";
import { type ComparedJob, comparedFields } from "./compared-fields";

const NOW = Date.UTC(2026, 0, 1, 12);

function job(changes: Partial<Job> = {}): Job {
  return {
    job_id: "a",
    lesson_id: "rhythm",
    lesson_title: "Rhythm",
    user_id: null,
    status: "completed",
    priority: "normal",
    progress: 100,
    message: "12 slides",
    created_at: "2026-01-01T10:00:00Z",
    started_at: "2026-01-01T10:00:01Z",
    completed_at: "2026-01-01T10:00:05Z",
    run_at: "2026-01-01T10:00:00Z",
    timeout_seconds: 30,
    presentation_id: "deck",
    slide_count: 12,
    result_data: null,
    retry_count: 0,
    max_retries: 2,
    error_code: null,
    error_message: null,
    error_details: null,
    style: "default",
    use_llm_polish: true,
    worker_id: "worker-a",
    queue_position: null,
    processing_time_seconds: 4,
    detailed_progress: {
      stage: null,
      stages: jobStages.map((name) => ({
        name,
        status: "pending",
        started_at: null,
        duration_seconds: null,
      })),
    },
    estimated_start_seconds: null,
    can_cancel: false,
    can_retry: false,
    ...changes,
  };
}

function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    attempt: 1,
    worker_id: "worker-a",
    started_at: "2026-01-01T10:00:01Z",
    ended_at: "2026-01-01T10:00:05Z",
    outcome: "completed",
    error_code: null,
    error_message: null,
    stack: null,
    wait_seconds: 1,
    run_seconds: 4,
    llm_usage: null,
    ...changes,
  };
}

const side = (changes: Partial<Job> = {}, ...attempts: Attempt[]): ComparedJob => ({
  job: job(changes),
  attempts: attempts.length > 0 ? attempts : [attempt()],
});

const differing = (a: ComparedJob, b: ComparedJob) =>
  comparedFields(a, b, NOW)
    .filter((field) => field.differs)
    .map((field) => field.name);

describe("comparedFields", () => {
  it("marks nothing of two jobs that are alike but for when they ran", () => {
    const later = { created_at: "2026-01-02T10:00:00Z", started_at: null, completed_at: null };
    expect(differing(side(), side(later))).toEqual([]);
  });

  it("marks what was asked and what became of it", () => {
    const other = side(
      {
        style: "high-contrast",
        use_llm_polish: false,
        status: "failed",
        error_code: "llm_timeout",
        slide_count: null,
      },
      attempt({ outcome: "failed" }),
      attempt({ attempt: 2 }),
    );
    expect(differing(side(), other)).toEqual([
      "style",
      "languageModel",
      "status",
      "errorCode",
      "slides",
      "attempts",
    ]);
  });

  it.each([
    [1, 1.4, false, null],
    // Twice as long, and nobody would notice.
    [0.01, 0.02, false, null],
    [4, 10, true, 2.5],
    [10, 4, true, 2.5],
    [0, 3, true, null],
    [null, 3, true, null],
    [null, null, false, null],
  ])("holds a run of %j s against one of %j s", (a, b, differs, factor) => {
    const [run] = comparedFields(
      side({}, attempt({ run_seconds: a })),
      side({}, attempt({ run_seconds: b })),
      NOW,
    ).filter(({ name }) => name === "run");
    expect(run).toMatchObject({ a, b, differs, factor });
  });

  it("compares the stages one by one", () => {
    const withRender = (seconds: number) =>
      side({
        detailed_progress: {
          stage: null,
          stages: jobStages.map((name) => ({
            name,
            status: "completed",
            started_at: "2026-01-01T10:00:01Z",
            duration_seconds: name === "render" ? seconds : 1,
          })),
        },
      });
    expect(differing(withRender(2), withRender(9))).toEqual(["render"]);
  });

  it("takes wait and run of the last attempt", () => {
    const twice = side({}, attempt({ wait_seconds: 50 }), attempt({ attempt: 2, wait_seconds: 7 }));
    expect(comparedFields(twice, side(), NOW).find(({ name }) => name === "wait")).toMatchObject({
      a: 7,
      b: 1,
    });
  });
});
