/**
 * Traces of jobs, for OpenTelemetry: queuing it, each attempt at it and the stages of each attempt are one trace, whichever processes
 * they ran in, because the job's row carries where its trace goes on. Only with OTEL_EXPORTER_OTLP_ENDPOINT; without it nothing is
 * loaded, and every function here does nothing. docs/operations/tracing.md.
 */
import type { Config } from "@/lib/config";
import type { StageReport } from "@/lib/contract/jobs";
import type { JobError } from "@/lib/jobs/failure";
import { openTracing } from "./open-telemetry";

/** The queuing of one job. One that does not end is not told of: its job was not stored. */
export type SendSpan = {
  /** W3C traceparent, to be stored with the job. */
  traceParent: string;
  end(): void;
};

export type AttemptEnding = {
  /** completed, requeued, failed, timeout, released; lost: somebody else has the job. */
  outcome: string;
  error: JobError | null;
  stages: readonly StageReport[];
};

/** One attempt at one job. */
export type AttemptSpan = {
  /** 32 hexadecimal digits, for the log. */
  traceId: string;
  end(ending: AttemptEnding): void;
};

export type SentJob = { id: string; style: string; priority: string };
export type AttemptedJob = { id: string; style: string; attempt: number; trace_parent: string | null };

export type Tracing = {
  /** Jobs that `work` queues belong to the trace of this traceparent; one that is malformed counts for nothing. */
  within<T>(traceParent: string, work: () => T): T;
  beginSend(job: SentJob): SendSpan;
  beginAttempt(job: AttemptedJob, workerId: string): AttemptSpan;
  /** Sends what has ended. Never rejects; gives up after two seconds. */
  flush(): Promise<void>;
};

// Next.js bundles this module several times; the process has one.
const shared = globalThis as typeof globalThis & { __presentationJobsTracing?: Tracing };

/** Null: no traces are kept. */
export function tracing(): Tracing | null {
  return shared.__presentationJobsTracing ?? null;
}

/** Call it once, before the process begins its work. @param role which part of the product this process is */
export async function startTracing({ tracing: settings }: Config, role: "server" | "worker"): Promise<void> {
  if (settings === null) return;
  shared.__presentationJobsTracing = await openTracing(settings, role);
}

/** As `Tracing.within`, where traces are kept and the request names one. */
export function inTrace<T>(traceParent: string | null, work: () => T): T {
  const kept = tracing();
  return kept && traceParent !== null ? kept.within(traceParent, work) : work();
}

/** The process ends soon. */
export async function flushTraces(): Promise<void> {
  await tracing()?.flush();
}
