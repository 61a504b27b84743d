import { expect, test } from "vitest";
import { generateInput } from "@/lib/contract/jobs";
import { countJobs } from "@/lib/stats/counts";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { bulkAct } from "./bulk-request";
import { enqueueJobs } from "./enqueue";

setUpTestDatabase();

test("a client that has gone ends the work after the batch in hand, and what is done stays done", async () => {
  const lesson_id = await givenLesson();
  const input = generateInput.parse({ lesson_id });
  await enqueueJobs(
    Array.from({ length: 700 }, () => input),
    service,
  );
  const target = { filter: { lesson_id } };
  const outcome = await bulkAct({ kind: "cancel", reason: "" }, target, service, AbortSignal.abort());
  expect(outcome).toMatchObject({ total_requested: 500, total_changed: 500 });
  expect(await countJobs(service)).toMatchObject({ cancelled: 500, pending: 200 });
});
