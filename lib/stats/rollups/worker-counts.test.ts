/** How many workers lived: kept by the minute, whoever counts, and for as long as the rest. */
import { expect, test } from "vitest";
import type { JobTrends } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { registerWorker, unregisterWorker } from "@/lib/jobs/workers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, service } from "@/lib/testing/factories";
import { readTrends } from "../trends";
import { rebuildRollups } from "./rebuild";
import { pruneRollups } from "./store";
import { countWorkers } from "./worker-counts";

setUpTestDatabase();

const HOUR_MS = 3_600_000;
const worker = (id: string) => ({ id, host: "here", pid: 1, version: "1", slots: 2 });
/** The most of the buckets that were counted. */
const most = ({ buckets }: JobTrends) => Math.max(-1, ...buckets.map(({ workers }) => workers ?? -1));
const mostWithin = async (hours: number, caller = service) => most(await readTrends({ hours }, caller));

test("the most that lived at once is kept for each length of a piece, however often it is counted", async () => {
  expect(await mostWithin(24)).toBe(-1);
  await countWorkers(db());
  expect(await mostWithin(24)).toBe(0);
  for (const id of ["a", "b", "c"]) await registerWorker(db(), worker(id));
  await Promise.all([countWorkers(db()), countWorkers(db()), countWorkers(db())]);
  await unregisterWorker(db(), "a");
  // It says nothing any more: it does not live.
  await db().$executeRaw`UPDATE workers SET heartbeat_at = ${sql.plus(sql.now, -61_000)} WHERE id = 'b'`;
  await countWorkers(db());
  for (const hours of [1, 24, 744]) expect(await mostWithin(hours)).toBe(3);
  const { buckets } = await readTrends({ hours: 24 }, service);
  expect(buckets.filter(({ workers }) => workers === null).length).toBeGreaterThan(40);
  // What runs on the machines is nothing for a teacher.
  expect(await mostWithin(24, callerWith("teacher", "teacher-7"))).toBe(-1);
});

test("no job tells of them: neither pruning jobs nor making the numbers anew costs them, only their age does", async () => {
  await givenJob();
  await registerWorker(db(), worker("a"));
  await countWorkers(db());
  await db()
    .$executeRaw`UPDATE rollups SET start = ${sql.plus(sql.now, -2 * HOUR_MS)} WHERE part = 'workers' AND minutes = 1`;
  const before = await db().rollup.findMany({ where: { part: "workers" } });
  expect(before.map(({ tally }) => tally)).toEqual(["1", "1", "1"]);
  await pruneFinished(db(), 0, 100);
  await rebuildRollups(db());
  expect(await db().rollup.findMany({ where: { part: "workers" } })).toEqual(before);
  await pruneRollups(db(), 1.5 * HOUR_MS, 100);
  expect(await db().rollup.count({ where: { part: "workers" } })).toBe(2);
});
