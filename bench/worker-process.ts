/** A worker of the measured queue in a process of its own. It tells its parent when it is ready and, if asked to, when each job starts. */
import type { Place, QueueModule, Settings } from "./queue";

export type WorkerRequest = { module: string; place: Place; settings: Settings; tellStarts: boolean };
/** `atNs`: CLOCK_MONOTONIC, which the processes of a machine share. */
export type WorkerMessage = { kind: "ready" | "started"; atNs: string };

/** The queue's worker may still be starting when `startWorker` returns: a peer's first poll is not its idle state. */
const SETTLE_MS = 1_500;

function say(kind: WorkerMessage["kind"]): void {
  process.send?.({ kind, atNs: String(process.hrtime.bigint()) } satisfies WorkerMessage);
}

const { module, place, settings, tellStarts }: WorkerRequest = JSON.parse(process.argv[2] ?? "{}");
const { open }: QueueModule = await import(module);
const queue = await open(place, settings);
await queue.startWorker(tellStarts ? () => say("started") : () => {});
setTimeout(() => say("ready"), SETTLE_MS);
process.on("disconnect", () => process.exit(0));
