/**
 * Works on acts that go on in the background. Woken by changes of the database, and by the clock when an action that is held, or that a
 * dead worker had, falls due; one batch at a time, so that jobs' heartbeats come through.
 */
import type { Logger } from "pino";
import type { ChangeSource } from "@/lib/db/change-source";
import type { Db } from "@/lib/db/client";
import { advanceNextAction } from "@/lib/jobs/actions/run-action";
import { hasDueAction, msUntilDueAction } from "@/lib/jobs/store/bulk-actions";

/** Looking after every change of a busy database would cost a query for each; people wait a second gladly. */
const LOOK_AFTER_MS = 200;
/** Pause after the database could not be asked. */
const RETRY_MS = 1_000;
/** A due time is looked at again at least this often, should the computer have slept meanwhile. */
const MAX_SLEEP_MS = 60_000;

export class ActionRunner {
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> | null = null;
  #again = false;
  #stopping = false;
  #unsubscribe: (() => void) | null = null;
  #look: NodeJS.Timeout | null = null;

  constructor(
    private readonly db: Db,
    private readonly feed: ChangeSource,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#unsubscribe = this.feed.subscribe(() => {
      this.#look ??= setTimeout(() => {
        this.#look = null;
        this.#wake();
      }, LOOK_AFTER_MS);
    });
    this.#wake();
  }

  /** Begins nothing more. Resolves when the turn in hand has ended; what is left is another worker's, at once. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe?.();
    for (const timer of [this.#look, this.#timer]) if (timer) clearTimeout(timer);
    await this.#turn;
  }

  #wake(): void {
    if (this.#stopping) return;
    this.#again = true;
    this.#turn ??= this.#takeTurns().finally(() => {
      this.#turn = null;
      if (this.#again) this.#wake();
    });
  }

  async #takeTurns(): Promise<void> {
    try {
      while (this.#again && !this.#stopping) {
        this.#again = false;
        while (!this.#stopping && (await hasDueAction(this.db))) await advanceNextAction(this.#onRefused);
      }
      const ms = await msUntilDueAction(this.db);
      if (ms !== null) this.#wakeIn(Math.min(MAX_SLEEP_MS, ms + 1));
    } catch (error) {
      this.log.warn({ err: error }, "actions_turn_failed");
      this.#wakeIn(RETRY_MS);
    }
  }

  readonly #onRefused = (error: unknown, actionId: string) =>
    this.log.error({ err: error, action_id: actionId }, "action_batch_refused");

  #wakeIn(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (!this.#stopping) this.#timer = setTimeout(() => this.#wake(), ms);
  }
}
