/** The types of the methods; `tsc` is what runs these tests. */
import { expectTypeOf, test } from "vitest";
import type { Job, JobEnvelope } from "../contract/jobs";
import type { Client } from "./client";
import type { Input, Output } from "./methods";
import type { Result } from "./result";

test("calls take what is declared", () => {
  expectTypeOf<{ body: { lesson_id: string } }>().toExtend<Input<"generateDeck">>();
  expectTypeOf<{ body: { lesson_id: number } }>().not.toExtend<Input<"generateDeck">>();
  expectTypeOf<Record<never, never>>().not.toExtend<Input<"generateDeck">>();
  expectTypeOf<{ job_id: string }>().toExtend<Input<"retryJob">>();
  expectTypeOf<Record<never, never>>().not.toExtend<Input<"retryJob">>();
  expectTypeOf<{ query: { status: ["pending"]; limit: 5; include_finished: false } }>().toExtend<
    Input<"listJobs">
  >();
  expectTypeOf<{ query: { limit: boolean } }>().not.toExtend<Input<"listJobs">>();
  expectTypeOf<Input<"getQueueState">>().toEqualTypeOf<{ signal?: AbortSignal }>();
});

test("calls give what is declared", () => {
  expectTypeOf<Output<"listJobs">>().toEqualTypeOf<Job[]>();
  expectTypeOf<Output<"exportPresentation">>().toEqualTypeOf<Blob>();
  expectTypeOf<Output<"deleteLesson">>().toEqualTypeOf<undefined>();
  expectTypeOf<Output<"latestPresentation">>().toBeNullable();
  expectTypeOf<Output<"streamJob">>().toEqualTypeOf<
    AsyncIterable<{ event: "job"; data: Job; id: string; retryMs: number | null }>
  >();
});

test("a job comes as it was asked for", () => {
  const ask = (client: Client) => ({
    plain: client.getJob({ job_id: "1" }),
    envelope: client.getJob({ job_id: "1", query: { format: "envelope" } }),
  });
  expectTypeOf<ReturnType<typeof ask>>().toEqualTypeOf<{
    plain: Promise<Result<Job>>;
    envelope: Promise<Result<JobEnvelope>>;
  }>();
});
