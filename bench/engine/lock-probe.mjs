/** A thread that asks for SQLite's write lock every half millisecond and tells how long it was refused at a stretch (ms). */
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

const ASK_EVERY_MS = 0.5;

const database = new Database(workerData.file, { timeout: 0 });
const begin = database.prepare("BEGIN IMMEDIATE");
const rollback = database.prepare("ROLLBACK");
const pause = new Int32Array(new SharedArrayBuffer(4));
const stop = new Int32Array(workerData.stop);

function isFree() {
  try {
    begin.run();
  } catch (error) {
    if (error.code === "SQLITE_BUSY") return false;
    throw error;
  }
  rollback.run();
  return true;
}

const stretches = [];
let refusedSince = null;
parentPort.postMessage("ready");
while (Atomics.load(stop, 0) === 0) {
  if (!isFree()) refusedSince ??= performance.now();
  else if (refusedSince !== null) {
    stretches.push(performance.now() - refusedSince);
    refusedSince = null;
  }
  Atomics.wait(pause, 0, 0, ASK_EVERY_MS);
}
database.close();
parentPort.postMessage(stretches);
