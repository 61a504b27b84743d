/** Folds changes in small steps, without end: a process that is always in the middle of it. */
import { db } from "@/lib/db/client";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";

const FEW = 5;

const fold = () => db().$transaction((tx) => foldChanges(tx, FEW));

process.on("disconnect", () => process.exit(0));
// The first one opens the database, which takes longer than the rest of its life.
await fold();
process.send?.("ready");
for (;;) {
  const folded = await fold();
  // Nothing to do: others get their turn, as between two runs of the duty.
  if (folded === 0) await new Promise((resolve) => setImmediate(resolve));
}
