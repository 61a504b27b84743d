/** Who folds, and when: the workers at once, a server where they cannot, or cannot keep up. */
import { randomUUID } from "node:crypto";
import os from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { takeDuty } from "@/lib/jobs/store/housekeeping";
import { foldChanges } from "./fold-changes";

/** Until then the numbers read the changes one by one. */
export const FOLD_INTERVAL_MS = 1_000;
/** A change touches up to four tallies: this many hold the database for some 20 ms. */
const FOLD_BATCH = 1_000;
/** So many changes cost a reader about as much as all the rest; workers that live leave fewer. */
export const PILE = 5_000;
const PILE_INTERVAL_MS = 5_000;

/** Folds until few changes wait, in short transactions. @returns how many were folded */
export async function foldAll(db: Db): Promise<number> {
  let folded = 0;
  for (let count = FOLD_BATCH; count === FOLD_BATCH; folded += count) count = await foldBatch(db);
  return folded;
}

/** As `foldAll`, until no pile is left: it ends also where as many changes come as are folded meanwhile. */
export async function foldPile(db: Db): Promise<void> {
  while (await areMoreThan(db, PILE)) await foldBatch(db);
}

async function foldBatch(db: Db): Promise<number> {
  const count = await db.$transaction((tx) => foldChanges(tx, FOLD_BATCH));
  // SQLite answers within the turn that asks: without a pause nobody else of this process would get one.
  await nextTurn();
  return count;
}

async function areMoreThan(db: Db, count: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 AS one FROM job_changes LIMIT 1 OFFSET ${count}`;
  return rows.length > 0;
}

/** Adds what has happened to the tallies that charts and counts are read from. */
export class FoldDuty {
  #isFolding = false;

  /** @param tolerated so many changes may wait: others fold them */
  constructor(
    private readonly db: Db,
    private readonly holder: string,
    private readonly tolerated: number,
  ) {}

  /**
   * It is asked for so often that it writes nothing where nothing is to be done, not even who has the duty.
   * @returns how many changes were folded
   */
  async fold(): Promise<number> {
    if (this.#isFolding) return 0;
    this.#isFolding = true;
    try {
      const { db, holder, tolerated } = this;
      if (!(await areMoreThan(db, tolerated))) return 0;
      if (!(await takeDuty(db, "rollup", holder, FOLD_INTERVAL_MS * 1.5))) return 0;
      return await foldAll(db);
    } finally {
      this.#isFolding = false;
    }
  }
}

/** The server's share, for as long as it runs: nobody's numbers get slow because no worker lives. It alone keeps no process alive. */
export function foldPiles(db: Db, log: Logger): void {
  const duty = new FoldDuty(db, `${os.hostname()}-${process.pid}-${randomUUID()}`, PILE);
  const fold = () => duty.fold().catch((err) => log.warn({ err, duty: "rollup" }, "housekeeping_failed"));
  setInterval(() => void fold(), PILE_INTERVAL_MS).unref();
}
