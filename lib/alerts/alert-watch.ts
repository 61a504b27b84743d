/** Looks at the rules of the alerts for as long as a server runs. Of several servers one does: the duty is taken in the database. */
import { randomUUID } from "node:crypto";
import os from "node:os";
import type { Logger } from "pino";
import type { Config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";
import { takeDuty } from "@/lib/jobs/store/housekeeping";
import { type Channels, channelsOf, namesOf } from "./channels/channels";
import { deliverDue } from "./deliver";
import { type AlertChange, lookAtRules } from "./look-at-rules";
import { measureAll } from "./measure";

const LOOK_EVERY_MS = 15_000;
/** A look with its deliveries takes 10 s and a little at most: the holder renews the duty in time. */
const DUTY_MS = 2 * LOOK_EVERY_MS;

export class AlertWatch {
  readonly #holder = `${os.hostname()}-${process.pid}-${randomUUID()}`;
  readonly #stopping = new AbortController();
  readonly #channels: Channels;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  /** @param channels of a test's own */
  constructor(
    private readonly config: Config,
    private readonly log: Logger,
    channels?: Channels,
  ) {
    this.#channels = channels ?? channelsOf(config.alerts);
  }

  start(): void {
    void this.look();
    // It alone keeps no process alive.
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Begins nothing more and ends what is being sent; that is tried again by whoever looks next. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#looking;
  }

  /** One look, where this server has the duty. Never throws; one that still goes on is not begun again. */
  look(): Promise<void> {
    if (this.#stopping.signal.aborted) return Promise.resolve();
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    try {
      if (!(await takeDuty(db(), "alerts", this.#holder, DUTY_MS))) return;
      const { log } = this;
      const channels = this.#channels;
      const values = await measureAll(log);
      const nowMs = await databaseNow();
      const changes = await lookAtRules(db(), values, nowMs, namesOf(channels));
      for (const change of changes) this.#tell(change);
      const { signal } = this.#stopping;
      await deliverDue({ db: db(), log, channels, publicUrl: this.config.publicUrl, signal }, nowMs);
    } catch (error) {
      this.log.warn({ err: error }, "alerts_not_checked");
    }
  }

  #tell({ event, ...facts }: AlertChange): void {
    if (event === "fired") this.log.warn(facts, "alert_fired");
    else this.log.info(facts, "alert_resolved");
  }
}

let watch: AlertWatch | undefined;

/** Watches in this process until `stopAlertWatch`. */
export function startAlertWatch(config: Config, log: Logger): void {
  watch ??= new AlertWatch(config, log);
  watch.start();
}

export async function stopAlertWatch(): Promise<void> {
  await watch?.stop();
}
