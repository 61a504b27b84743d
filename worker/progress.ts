/**
 * Writes an attempt's stages to its job: at once when it is quiet, else the newest state after a pause, so that a fast deck
 * costs a few writes and a slow one is watched live.
 */
import type { StageReport } from "@/lib/contract/jobs";
import { LogLines } from "@/lib/jobs/log-lines";
import { beginStage, endStages, noStages } from "@/lib/jobs/stages";
import { type JobStage, stageProgress } from "@/lib/jobs/state";

const MIN_INTERVAL_MS = 200;

export type ProgressReport = {
  progress: number;
  message: string;
  stages: StageReport[];
  /** JSON of the lines so far. */
  log: string | null;
};

export class AttemptProgress {
  /** What the attempt said; its lines are written with the next progress, and with its end. */
  readonly log = new LogLines();
  #stages = noStages();
  #next: ProgressReport | null = null;
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  /** @param write stores a report; it may reject, a later report makes up for it */
  constructor(private readonly write: (report: ProgressReport) => Promise<unknown>) {}

  /** @param at when it began */
  begin(stage: JobStage, message: string, at: Date): void {
    if (this.#stopped) return;
    this.#stages = beginStage(this.#stages, stage, at);
    this.log.add("info", message, at);
    this.#next = { progress: stageProgress[stage], message, stages: this.#stages, log: this.log.toJson() };
    if (!this.#writing && !this.#timer) this.#flush();
  }

  /** No more writes after this. Returns the stages as they ended. */
  async stop(status: "completed" | "failed"): Promise<StageReport[]> {
    this.#stopped = true;
    this.#next = null;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#writing;
    return endStages(this.#stages, status, new Date());
  }

  #flush(): void {
    const report = this.#next;
    this.#next = null;
    this.#timer = null;
    if (!report || this.#stopped) return;
    this.#writing = this.write(report)
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        this.#writing = null;
        this.#timer = setTimeout(() => this.#flush(), MIN_INTERVAL_MS);
      });
  }
}
