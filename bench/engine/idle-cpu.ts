/** What an idle worker costs: the product's own worker process, with its threads, watched from outside. Prints `{ percentOfCore }`. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import type { Place } from "../queue";
import { prepare } from "./engine-queue";

/** The start itself, its garbage and the first round of housekeeping are over by then. */
const SETTLE_MS = 15_000;
const WATCH_MS = 20_000;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Nanoseconds that all threads of a process have run; Linux. */
function cpuNs(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks)
    .map((task) => Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]))
    .reduce((sum, ns) => sum + ns, 0);
}

const place: Place = JSON.parse(process.argv[2] ?? "{}");
await prepare(place);
const worker = fork(new URL("../../worker/main.ts", import.meta.url));
await once(worker, "message");
const { pid } = worker;
if (pid === undefined) throw new Error("The worker did not start");
await rest(SETTLE_MS);
const [ranBefore, startedAt] = [cpuNs(pid), performance.now()];
await rest(WATCH_MS);
const percentOfCore = (cpuNs(pid) - ranBefore) / 1e4 / (performance.now() - startedAt);
worker.kill();
await once(worker, "exit");
process.stdout.write(`${JSON.stringify({ percentOfCore })}\n`);
process.exit(0);
