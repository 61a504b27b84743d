/** One attempt at one job: run it in a thread under its deadline and decide what follows. The pool writes that. */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Config } from "@/lib/config";
import type { StoredDeck } from "@/lib/contract/decks";
import type { StageReport } from "@/lib/contract/jobs";
import { isDatabaseBusy } from "@/lib/db/busy";
import type { Db } from "@/lib/db/client";
import { dropDeckFiles, keepDeckFiles } from "@/lib/decks/files/write-files";
import { findUnknownDecks } from "@/lib/decks/unknown-decks";
import { afterFailure, type JobError } from "@/lib/jobs/failure";
import type { FinishedDeck } from "@/lib/jobs/store/adopt-decks";
import type { ClaimedJob } from "@/lib/jobs/store/claim-jobs";
import { type Lease, writeProgress } from "@/lib/jobs/store/leases";
import type { Settlement } from "@/lib/jobs/store/settle-jobs";
import { findLessonForWork } from "@/lib/lessons/lessons";
import type { DeckRequest } from "@/lib/presentations/make-deck";
import { type AttemptSpan, tracing } from "@/lib/tracing/tracing";
import type { Generated } from "./generate";
import type { Leases } from "./leases";
import { AttemptModelUse } from "./model-use";
import { logPolish, polishSummary } from "./polish-report";
import type { AttemptEnd } from "./pool";
import { AttemptProgress } from "./progress";
import { type GenerationThreads, ThreadDiedError } from "./threads";

export type AttemptContext = {
  db: Db;
  workerId: string;
  threads: GenerationThreads;
  leases: Leases;
  log: Logger;
  retryDelaysSeconds: readonly number[];
  /** Null: no language model is configured. */
  llm: Config["llm"];
  /** JOB_TIMEOUT_MINUTES: no attempt runs longer, whatever its job asks for. */
  hardCapMs: number;
  /** Aborts when the worker stops. */
  shutdown: AbortSignal;
};

/** What an attempt's end did to its job; null: nothing, it was no longer ours. */
type Written = { kind: "completed" | "requeued" | "released" } | { kind: "ended"; status: string } | null;
type Deck = Extract<Generated, { kind: "deck" }>;
/** How an attempt ended. "lost": the job is no longer ours. */
type Outcome =
  | { kind: "deck"; deck: Deck; request: DeckRequest }
  | { kind: "error"; error: JobError }
  | { kind: "lost" }
  | { kind: "released"; delayMs: number };

/** Why an attempt was stopped from outside; the abort reason of its signal. */
type StopReason = "deadline" | "lost" | "shutdown";

/** Never rejects: what goes wrong is an outcome. */
export async function executeAttempt(job: ClaimedJob, context: AttemptContext): Promise<AttemptEnd> {
  const attempt = new Attempt(job, context);
  context.leases.hold(attempt.lease, () => attempt.stop("lost"));
  return attempt.end(await attempt.run());
}

/** A job that the database failed is tried again after so long, and so often before that counts as its own failure. */
const RELEASE_MS = 1_000;
const MOST_RELEASES = 20;

class Attempt {
  readonly lease: Lease;
  readonly #log: Logger;
  /** Null: no traces are kept. */
  readonly #span: AttemptSpan | null;
  /** The deck's id and the name its files are written under: this attempt's own, so that a second one cannot touch them. */
  readonly #presentationId = randomUUID();
  readonly #stopper = new AbortController();
  readonly #progress: AttemptProgress;
  readonly #modelUse: AttemptModelUse;

  constructor(
    private readonly job: ClaimedJob,
    private readonly context: AttemptContext,
  ) {
    const lease = { jobId: job.id, token: job.lease_token };
    this.lease = lease;
    this.#span = tracing()?.beginAttempt(job, context.workerId) ?? null;
    this.#log = context.log.child({
      job_id: job.id,
      presentation_id: this.#presentationId,
      ...(this.#span && { trace_id: this.#span.traceId }),
    });
    this.#progress = new AttemptProgress(async (report) => {
      if (!(await context.db.$transaction((tx) => writeProgress(tx, lease, report)))) this.stop("lost");
    });
    this.#modelUse = new AttemptModelUse(context.db, context.llm, lease.token, this.#log);
    this.#log.info({ retry: job.retry_count }, "attempt_started");
  }

  stop(reason: StopReason): void {
    this.#stopper.abort(reason);
  }

  async run(): Promise<Outcome> {
    const { db, threads, shutdown, hardCapMs } = this.context;
    const budgetMs = Math.min(this.job.timeout_seconds * 1000, hardCapMs);
    const deadline = setTimeout(() => this.stop("deadline"), budgetMs);
    const onShutdown = () => this.stop("shutdown");
    shutdown.addEventListener("abort", onShutdown, { once: true });
    try {
      shutdown.throwIfAborted();
      const lesson = await findLessonForWork(db, this.job.lesson_id);
      // Deleting a lesson deletes its jobs too.
      if (lesson === null) return { kind: "lost" };
      const request: DeckRequest = {
        presentationId: this.#presentationId,
        lesson,
        style: this.job.style,
        polish: this.job.use_llm_polish,
        createdAt: new Date().toISOString(),
      };
      const generated = await threads.generate(request, {
        budgetMs,
        isModelResting: request.polish && (await this.#modelUse.isResting()),
        signal: this.#stopper.signal,
        onStage: ({ stage, message, at }) => this.#progress.begin(stage, message, new Date(at)),
        onModelUse: (use) => this.#modelUse.add(use),
      });
      if (generated.kind === "deck") return { kind: "deck", deck: generated, request };
      return { kind: "error", error: { ...generated, timedOut: false, details: null } };
    } catch (error) {
      return this.#stopped(error, budgetMs);
    } finally {
      clearTimeout(deadline);
      shutdown.removeEventListener("abort", onShutdown);
    }
  }

  #stopped(error: unknown, budgetMs: number): Outcome {
    const reason: unknown = this.context.shutdown.aborted ? "shutdown" : this.#stopper.signal.reason;
    if (reason === ("lost" satisfies StopReason)) return { kind: "lost" };
    if (reason === ("shutdown" satisfies StopReason)) return { kind: "released", delayMs: 0 };
    const common = { retryable: true, details: null };
    if (reason === ("deadline" satisfies StopReason)) {
      const seconds = budgetMs / 1000;
      const message = `Making the deck took longer than ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
      return {
        kind: "error",
        error: { ...common, code: "job_timeout", message, timedOut: true, stack: null },
      };
    }
    // What a thread dies of may look like it.
    if (!(error instanceof ThreadDiedError) && isDatabaseBusy(error) && this.#mayBeReleased) {
      // The database is away, which says nothing about the job; it is given back once the database answers again.
      return { kind: "released", delayMs: RELEASE_MS };
    }
    const stack = error instanceof Error ? (error.stack ?? null) : String(error);
    const [code, message] =
      error instanceof ThreadDiedError
        ? ["POISON", "The work crashed or ran out of memory"]
        : ["internal_error", "The attempt failed unexpectedly"];
    return { kind: "error", error: { ...common, code, message, timedOut: false, stack } };
  }

  /** A database that answers all but what this job needs would have it given back for ever. */
  get #mayBeReleased(): boolean {
    return this.job.attempt - this.job.retry_count <= MOST_RELEASES;
  }

  /** What is to be written for the outcome, and what follows once that is done or refused. */
  async end(outcome: Outcome): Promise<AttemptEnd> {
    const stages = await this.#progress.stop(outcome.kind === "deck" ? "completed" : "failed");
    // Before the job ends, so that whoever sees its end sees this too.
    await this.#modelUse.record(outcome.kind === "deck" ? outcome.deck.endpoint : { state: "unknown" });
    const settlement = this.#settlementOf(outcome);
    if (outcome.kind === "deck") logPolish(outcome.deck, this.#progress.log);
    const log = this.#progress.log.toJson();
    return {
      settlement: settlement && { ...settlement, lease: this.lease, stages, log },
      onSettled: (won) => {
        this.#endSpan(outcome, won ? settlement : null, stages);
        return this.#settled(outcome, won);
      },
    };
  }

  #endSpan(outcome: Outcome, written: Written, stages: readonly StageReport[]): void {
    this.#span?.end({
      outcome: written === null ? "lost" : written.kind === "ended" ? written.status : written.kind,
      error: outcome.kind === "error" ? outcome.error : null,
      stages,
    });
  }

  async #settled(outcome: Outcome, won: boolean): Promise<void> {
    this.context.leases.drop(this.lease);
    if (won) this.#log.info({ outcome: outcome.kind }, "attempt_settled");
    else this.#log.warn({ outcome: outcome.kind }, "stale_write_blocked");
    try {
      if (outcome.kind === "deck" && (won || (await this.#isAdopted())))
        await keepDeckFiles(this.#presentationId);
      else await dropDeckFiles(this.context.db, this.#presentationId);
    } catch (error) {
      // Housekeeping does what is left.
      this.#log.warn({ err: error }, "files_not_settled");
    }
  }

  /**
   * A commit whose answer was lost with the connection has taken effect all the same: its repetition is refused, and the files
   * belong to a deck.
   */
  async #isAdopted(): Promise<boolean> {
    return (await findUnknownDecks(this.context.db, [this.#presentationId])).length === 0;
  }

  #settlementOf(outcome: Outcome) {
    switch (outcome.kind) {
      case "deck":
        return this.#completed(outcome.deck, outcome.request);
      case "released":
        return outcome;
      case "lost":
        return null;
      case "error":
        return this.#failed(outcome.error);
      default:
        return outcome satisfies never;
    }
  }

  #failed(error: JobError) {
    const { retry_count: retryCount, max_retries: maxRetries } = this.job;
    const rules = { delaysSeconds: this.context.retryDelaysSeconds, jitter: Math.random() };
    const next = afterFailure({ retryCount, maxRetries }, error, rules);
    this.#log.warn({ code: error.code, next: next.kind, stack: error.stack }, "attempt_failed");
    return next.kind === "requeue"
      ? ({ kind: "requeued", error, delayMs: next.delayMs } as const)
      : ({ kind: "ended", status: next.status, error } as const);
  }

  #completed({ content, polish, pageCount: slides, files }: Deck, { lesson, style }: DeckRequest) {
    const deck: FinishedDeck = {
      presentationId: this.#presentationId,
      lessonId: lesson.id,
      lessonRevision: lesson.revision,
      style,
      title: content.title,
      language: content.language,
      totalSlides: slides,
      totalDurationMinutes: content.total_duration_minutes,
      content: JSON.stringify({ ...content, polish } satisfies StoredDeck),
      files,
    };
    const result = {
      files: files.map(({ format, sizeBytes }) => ({ format, size_bytes: sizeBytes })),
      polish: polish && { ...polishSummary(polish), usage: this.#modelUse.usage },
    };
    const message = polish ? `${slides} slides. ${polish.message}` : `${slides} slides`;
    return { kind: "completed", message, result, deck } as const satisfies Omit<
      Extract<Settlement, { kind: "completed" }>,
      "lease" | "stages"
    >;
  }
}
