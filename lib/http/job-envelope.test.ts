import { describe, expect, test } from "vitest";
import type { Job } from "@/lib/contract/jobs";
import { jobEnvelope } from "@/lib/contract/jobs";
import { jobEnvelopeOf } from "./job-envelope";

const now = new Date("2026-05-04T10:00:00.000Z");
const running: Job = {
  job_id: "job-1",
  lesson_id: "lesson-1",
  user_id: null,
  status: "running",
  priority: "high",
  progress: 40,
  message: "Rendering",
  created_at: "2026-05-04T09:59:00.000Z",
  started_at: "2026-05-04T09:59:30.000Z",
  completed_at: null,
  run_at: "2026-05-04T09:59:00.000Z",
  timeout_seconds: 30,
  presentation_id: null,
  slide_count: null,
  result_data: null,
  retry_count: 1,
  max_retries: 2,
  error_code: null,
  error_message: null,
  error_details: null,
  style: "default",
  use_llm_polish: true,
  worker_id: "worker-1",
  queue_position: null,
  processing_time_seconds: null,
  detailed_progress: { stage: "render", stages: [] },
  estimated_start_seconds: null,
  can_cancel: true,
  can_retry: false,
  lesson_title: "Rhythm",
};
const envelope = (job: Partial<Job>) => jobEnvelope.parse(jobEnvelopeOf({ ...running, ...job }, now));

describe("jobEnvelopeOf", () => {
  test("says where a running job stands", () => {
    expect(envelope({})).toEqual({
      status: "running",
      progress: {
        completion_percentage: 40,
        step: "render",
        slide_count: null,
        presentation_id: null,
        processing_time_seconds: null,
        retry_count: 1,
        max_retries: 2,
      },
      retry_after: null,
      error: null,
      meta: {
        job_id: "job-1",
        lesson_id: "lesson-1",
        priority: "high",
        style: "default",
        use_llm_polish: true,
        created_at: "2026-05-04T09:59:00.000Z",
        started_at: "2026-05-04T09:59:30.000Z",
        completed_at: null,
      },
      timestamp: "2026-05-04T10:00:00.000Z",
    });
  });

  test.each([
    ["waits for its time", { status: "pending", run_at: "2026-05-04T10:00:04.200Z" }, 5],
    ["may start", { status: "pending", run_at: "2026-05-04T10:00:00.000Z" }, null],
    ["failed for a reason that passes", { status: "failed", error_code: "llm_unavailable" }, 60],
    ["failed for good", { status: "failed", error_code: "lesson_parse_failed" }, null],
  ] as const)("tells when to try again: a job that %s", (_name, job, seconds) => {
    expect(envelope(job).retry_after).toBe(seconds);
  });

  test.each([
    ["llm_unavailable", "The model is away", true, "The model is away"],
    ["lesson_parse_failed", null, false, "The lesson's content cannot be understood."],
    ["of_an_older_version", "It broke", false, "It broke"],
  ])("tells what went wrong: %s", (code, error_message, retry_recommended, message) => {
    const { error } = envelope({ status: "failed", error_code: code, error_message });
    expect(error).toEqual({ code, message, retry_recommended });
  });
});
