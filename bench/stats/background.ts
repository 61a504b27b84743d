/** What goes on while the numbers are asked for: a worker that does nothing per job, and so many jobs a second for it. A process of its own. */
import { setTimeout as delay } from "node:timers/promises";
import type { Caller } from "@/lib/auth/caller";
import { generateInput } from "@/lib/contract/jobs";
import { enqueueJob } from "@/lib/jobs/enqueue";
import { LESSON_ID } from "../engine/fresh-database";
import { startNoOpWorker } from "../engine/no-op-worker";

const maker: Caller = { kind: "service", userId: null, name: "bench", email: null, role: "admin" };
const [perSecond, backlog] = process.argv.slice(2).map(Number) as [number, number];
const SLOTS = 10;
/** What is stored already would be done within minutes: then each job takes as long as keeps the worker at this pace. */
const workMs = backlog > 0 ? (1000 * SLOTS) / perSecond : 0;
const input = generateInput.parse({ lesson_id: LESSON_ID, use_llm_polish: false });

let done = 0;
await startNoOpWorker(SLOTS, () => done++, workMs);
process.send?.("ready");
process.on("disconnect", () => process.exit(0));
process.on("message", () => process.send?.(done));
for (let next = performance.now(); ; next += 1000 / perSecond) {
  await delay(Math.max(0, next - performance.now()));
  void enqueueJob(input, maker);
}
