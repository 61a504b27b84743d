/** The runner of acts in the background: a real database and its change feed; nobody tells it when to look. */
import { afterEach, expect, test } from "vitest";
import { config } from "@/lib/config";
import { type BulkAction, startActionInput } from "@/lib/contract/bulk-actions";
import { generateInput } from "@/lib/contract/jobs";
import { openChangeSource } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { readAction } from "@/lib/jobs/actions/read-actions";
import { startAction } from "@/lib/jobs/actions/start-action";
import { enqueueJobs } from "@/lib/jobs/enqueue";
import { claimAction } from "@/lib/jobs/store/bulk-actions";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { until } from "@/lib/testing/until";
import { ActionRunner } from "./actions";

setUpTestDatabase();

let runner: ActionRunner | null = null;

function startRunner(): void {
  runner = new ActionRunner(db(), openChangeSource(config().database), logger("actions"));
  runner.start();
}

afterEach(async () => {
  await runner?.stop();
  runner = null;
});

async function givenJobs(count: number): Promise<string> {
  const lesson_id = await givenLesson();
  await enqueueJobs(
    Array.from({ length: count }, () => generateInput.parse({ lesson_id })),
    service,
  );
  return lesson_id;
}

const cancelAll = (lesson_id: string) =>
  startAction(startActionInput.parse({ action: "cancel", filter: { lesson_id } }), service);

const ended = (id: string): Promise<BulkAction> =>
  until(async () => {
    const { action } = await readAction(id, { limit: 1 }, service);
    return action.state === "completed" ? action : null;
  });

test("an idle runner is woken by the start of an action and does all of it", async () => {
  startRunner();
  // Nothing is due when it starts, so no clock wakes it: without the change feed this would hang.
  const { action_id } = await cancelAll(await givenJobs(1_200));
  expect(await ended(action_id)).toMatchObject({ changed: 1_200, done: 1_200 });
});

test("what a dead worker had is taken when its lease ends, though nothing changes then", async () => {
  const { action_id } = await cancelAll(await givenJobs(700));
  // Claimed, and never heard of again.
  expect(await claimAction(db(), 500)).toMatchObject({ actionId: action_id });
  startRunner();
  expect(await ended(action_id)).toMatchObject({ changed: 700, done: 700 });
});
