/** One attempt at one job: run it in a thread under its deadline, decide what follows, write that under the lease. */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { StageReport } from "@/lib/contract/jobs";
import type { Db } from "@/lib/db/client";
import { removeDeckFiles } from "@/lib/decks/deck-files";
import { afterFailure, type JobError } from "@/lib/jobs/failure";
import type { JobRow } from "@/lib/jobs/job-row";
import {
  completeJob,
  endJob,
  type FinishedDeck,
  type Lease,
  releaseJob,
  requeueJob,
  writeProgress,
} from "@/lib/jobs/repository";
import { findLessonForWork } from "@/lib/lessons/lessons";
import type { DeckRequest } from "@/lib/presentations/make-deck";
import type { Generated } from "./generate";
import type { Leases } from "./leases";
import { AttemptProgress } from "./progress";
import { type GenerationThreads, ThreadDiedError } from "./threads";

export type AttemptContext = {
  db: Db;
  threads: GenerationThreads;
  leases: Leases;
  log: Logger;
  retryDelaysSeconds: readonly number[];
  /** JOB_TIMEOUT_MINUTES: no attempt runs longer, whatever its job asks for. */
  hardCapMs: number;
  /** Aborts when the worker stops. */
  shutdown: AbortSignal;
};

type Deck = Extract<Generated, { kind: "deck" }>;
/** How an attempt ended. "lost": the job is no longer ours. */
type Outcome =
  | { kind: "deck"; deck: Deck; lessonRevision: number }
  | { kind: "error"; error: JobError }
  | { kind: "lost" }
  | { kind: "released" };

/** Why an attempt was stopped from outside; the abort reason of its signal. */
type StopReason = "deadline" | "lost" | "shutdown";

/** Never throws: what goes wrong is written to the job, or left to the reaper when not even that works. */
export async function executeAttempt(row: JobRow, context: AttemptContext): Promise<void> {
  const attempt = new Attempt(row, context);
  context.leases.hold(attempt.lease, () => attempt.stop("lost"));
  try {
    await attempt.settle(await attempt.run());
  } catch (error) {
    attempt.log.error({ err: error }, "attempt_not_settled");
  } finally {
    context.leases.drop(attempt.lease);
  }
}

class Attempt {
  readonly lease: Lease;
  readonly log: Logger;
  /** The deck's id and the name its files are written under: this attempt's own, so that a second one cannot touch them. */
  readonly #presentationId = randomUUID();
  readonly #stopper = new AbortController();
  readonly #progress: AttemptProgress;

  constructor(
    private readonly row: JobRow,
    private readonly context: AttemptContext,
  ) {
    const lease = { jobId: row.id, token: String(row.lease_token) };
    this.lease = lease;
    this.log = context.log.child({ job_id: row.id, presentation_id: this.#presentationId });
    this.#progress = new AttemptProgress((report) => writeProgress(context.db, lease, report));
  }

  stop(reason: StopReason): void {
    this.#stopper.abort(reason);
  }

  async run(): Promise<Outcome> {
    const { db, threads, shutdown, hardCapMs } = this.context;
    const budgetMs = Math.min(this.row.timeout_seconds * 1000, hardCapMs);
    const deadline = setTimeout(() => this.stop("deadline"), budgetMs);
    const onShutdown = () => this.stop("shutdown");
    shutdown.addEventListener("abort", onShutdown, { once: true });
    try {
      const lesson = await findLessonForWork(db, this.row.lesson_id);
      // Deleting a lesson deletes its jobs too.
      if (lesson === null) return { kind: "lost" };
      const request: DeckRequest = {
        presentationId: this.#presentationId,
        lesson,
        style: this.row.style,
        polish: this.row.use_llm_polish,
        createdAt: new Date().toISOString(),
      };
      const generated = await threads.generate(request, {
        budgetMs,
        signal: this.#stopper.signal,
        onStage: ({ stage, message }) => this.#progress.begin(stage, message),
      });
      return generated.kind === "deck"
        ? { kind: "deck", deck: generated, lessonRevision: lesson.revision }
        : { kind: "error", error: { ...generated, timedOut: false, details: null } };
    } catch (error) {
      return this.#stopped(error, budgetMs);
    } finally {
      clearTimeout(deadline);
      shutdown.removeEventListener("abort", onShutdown);
    }
  }

  #stopped(error: unknown, budgetMs: number): Outcome {
    const reason: unknown = this.#stopper.signal.reason;
    if (reason === ("lost" satisfies StopReason)) return { kind: "lost" };
    if (reason === ("shutdown" satisfies StopReason)) return { kind: "released" };
    const common = { retryable: true, details: null };
    if (reason === ("deadline" satisfies StopReason)) {
      const message = `Making the deck took longer than ${budgetMs / 1000} seconds`;
      return {
        kind: "error",
        error: { ...common, code: "job_timeout", message, timedOut: true, stack: null },
      };
    }
    const stack = error instanceof Error ? (error.stack ?? null) : String(error);
    const [code, message] =
      error instanceof ThreadDiedError
        ? ["POISON", "The work crashed or ran out of memory"]
        : ["internal_error", "The attempt failed unexpectedly"];
    return { kind: "error", error: { ...common, code, message, timedOut: false, stack } };
  }

  /** Writes the outcome to the job while the lease still holds, else drops it. */
  async settle(outcome: Outcome): Promise<void> {
    const stages = await this.#progress.stop(outcome.kind === "deck" ? "completed" : "failed");
    const settled = await this.#write(outcome, stages);
    if (outcome.kind !== "deck" || !settled) await removeDeckFiles(this.#presentationId);
    if (settled) this.log.info({ outcome: outcome.kind }, "attempt_settled");
    else this.log.warn({ outcome: outcome.kind }, "stale_write_blocked");
  }

  /** False: the lease was lost, nothing was written. */
  async #write(outcome: Outcome, stages: StageReport[]): Promise<boolean> {
    const { db, retryDelaysSeconds } = this.context;
    switch (outcome.kind) {
      case "deck":
        return completeJob(db, this.lease, this.#finished(outcome.deck, outcome.lessonRevision), stages);
      case "released":
        return releaseJob(db, this.lease);
      case "lost":
        return false;
      case "error": {
        const { retry_count: retryCount, max_retries: maxRetries } = this.row;
        const rules = { delaysSeconds: retryDelaysSeconds, jitter: Math.random() };
        const next = afterFailure({ retryCount, maxRetries }, outcome.error, rules);
        this.log.warn(
          { code: outcome.error.code, next: next.kind, stack: outcome.error.stack },
          "attempt_failed",
        );
        return next.kind === "requeue"
          ? requeueJob(db, this.lease, next.error, next.delayMs, stages)
          : endJob(db, this.lease, next.status, next.error, stages);
      }
      default:
        return outcome satisfies never;
    }
  }

  #finished({ content, polish, files }: Deck, lessonRevision: number): FinishedDeck {
    const slides = content.slides.length;
    return {
      presentationId: this.#presentationId,
      lessonRevision,
      style: this.row.style,
      title: content.title,
      language: content.language,
      totalSlides: slides,
      totalDurationMinutes: content.total_duration_minutes,
      content: JSON.stringify(content),
      message: polish ? `${slides} slides. ${polish.message}` : `${slides} slides`,
      resultData: {
        files: files.map(({ format, sizeBytes }) => ({ format, size_bytes: sizeBytes })),
        polish: polish && {
          outcome: polish.outcome,
          message: polish.message,
          polished_slides: polish.polishedSlideIds.length,
          kept_slides: polish.kept.length,
          usage: polish.usage,
        },
      },
      files,
    };
  }
}
