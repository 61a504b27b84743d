/** Folds changes in small steps, without end: a process that is always in the middle of it. */
import { db } from "@/lib/db/client";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";

const FEW = 5;

process.send?.("ready");
process.on("disconnect", () => process.exit(0));
for (;;) {
  const folded = await db().$transaction((tx) => foldChanges(tx, FEW));
  // Nothing to do: others get their turn, as between two runs of the duty.
  if (folded === 0) await new Promise((resolve) => setImmediate(resolve));
}
