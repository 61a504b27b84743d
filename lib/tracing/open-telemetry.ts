/**
 * Traces by OpenTelemetry, sent by OTLP over HTTP as JSON. Its packages are loaded only where traces are kept. The provider is ours
 * alone and not registered for the process: Next.js would report every request and every page otherwise. Names follow the conventions
 * for messaging (https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/).
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { hostname } from "node:os";
import type { Attributes, Context, Span, Tracer } from "@opentelemetry/api";
import type { Config } from "@/lib/config";
import type { StageReport } from "@/lib/contract/jobs";
import { logger } from "@/lib/log";
import { version } from "@/package.json";
import type { AttemptEnding, AttemptSpan, SendSpan, Tracing } from "./tracing";

/** Whoever stops the product waits for it. */
const FLUSH_WITHIN_MS = 2_000;
/** What a server has queued is told of this soon, because Next.js ends its process without asking anybody. */
const SEND_AFTER_MS = 500;
/** One line says that the receiver is away. */
const TELL_EVERY_MS = 60_000;

const QUEUE = "presentation_jobs";
const messaging = (operation: "send" | "process", jobId: string): Attributes => ({
  "messaging.system": QUEUE,
  "messaging.destination.name": QUEUE,
  "messaging.operation.type": operation,
  "messaging.operation.name": operation,
  "messaging.message.id": jobId,
});

type Packages = Awaited<ReturnType<typeof loadPackages>>;

/** They take a tenth of a second and some megabytes. */
async function loadPackages() {
  const [api, core, exporter, resources, sdk] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/core"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace-base"),
  ]);
  return { api, core, exporter, resources, sdk };
}

/** The addresses, headers, limits and the sampler are OpenTelemetry's own variables, which its packages read. */
export async function openTracing(
  { serviceName }: NonNullable<Config["tracing"]>,
  role: string,
): Promise<Tracing> {
  const packages = await loadPackages();
  const { core, resources, sdk } = packages;
  tellOfFailures(core.setGlobalErrorHandler);
  const resource = resources
    .defaultResource()
    .merge(
      resources.resourceFromAttributes({
        "service.name": serviceName ?? `presentation-jobs-${role}`,
        "service.version": version,
        "service.instance.id": `${hostname()}-${process.pid}`,
      }),
    )
    .merge(resources.detectResources({ detectors: [resources.envDetector] }));
  const exporter = new packages.exporter.OTLPTraceExporter();
  const processor = new sdk.BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_AFTER_MS });
  const provider = new sdk.BasicTracerProvider({ resource, spanProcessors: [processor] });
  return new JobTracing(packages, provider.getTracer("presentation-jobs", version), async () => {
    await provider.forceFlush();
    // What was on its way already, which the processor knows nothing of any more.
    await exporter.forceFlush();
  });
}

/** What cannot be sent is lost, and nothing else. */
function tellOfFailures(setGlobalErrorHandler: Packages["core"]["setGlobalErrorHandler"]): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  setGlobalErrorHandler((error) => {
    const now = performance.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    logger("tracing").warn({ err: error }, "traces_not_sent");
  });
}

class JobTracing implements Tracing {
  readonly #parents = new AsyncLocalStorage<Context>();

  constructor(
    private readonly packages: Packages,
    private readonly tracer: Tracer,
    private readonly forceFlush: () => Promise<void>,
  ) {}

  within<T>(traceParent: string, work: () => T): T {
    return this.#parents.run(this.#contextOf(traceParent), work);
  }

  beginSend({ id, style, priority }: Parameters<Tracing["beginSend"]>[0]): SendSpan {
    const attributes = {
      ...messaging("send", id),
      [`${QUEUE}.style`]: style,
      [`${QUEUE}.priority`]: priority,
    };
    const { ROOT_CONTEXT, SpanKind } = this.packages.api;
    const parent = this.#parents.getStore() ?? ROOT_CONTEXT;
    const span = this.tracer.startSpan(`send ${QUEUE}`, { kind: SpanKind.PRODUCER, attributes }, parent);
    return { traceParent: traceParentOf(span), end: () => span.end() };
  }

  beginAttempt(job: Parameters<Tracing["beginAttempt"]>[0], workerId: string): AttemptSpan {
    const attributes = {
      ...messaging("process", job.id),
      "messaging.client.id": workerId,
      [`${QUEUE}.style`]: job.style,
      [`${QUEUE}.attempt`]: job.attempt,
    };
    const options = { kind: this.packages.api.SpanKind.CONSUMER, attributes };
    const span = this.tracer.startSpan(`process ${QUEUE}`, options, this.#contextOf(job.trace_parent ?? ""));
    return {
      traceId: span.spanContext().traceId,
      end: (ending) => {
        for (const stage of ending.stages) this.#addStage(span, stage);
        this.#endAttempt(span, ending);
      },
    };
  }

  /** Stages are told of when their attempt ends: their times were taken where they ran, in the thread. */
  #addStage(attempt: Span, { name, status, started_at, duration_seconds }: StageReport): void {
    if (started_at === null) return;
    const { ROOT_CONTEXT, SpanStatusCode, trace } = this.packages.api;
    const startedAt = Date.parse(started_at);
    const span = this.tracer.startSpan(
      name,
      { startTime: new Date(startedAt) },
      trace.setSpan(ROOT_CONTEXT, attempt),
    );
    if (status === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(new Date(startedAt + (duration_seconds ?? 0) * 1000));
  }

  #endAttempt(span: Span, { outcome, error }: AttemptEnding): void {
    span.setAttribute(`${QUEUE}.outcome`, outcome);
    if (error) {
      const { code, message, stack } = error;
      span.setAttribute("error.type", code);
      span.recordException({ name: code, message, ...(stack !== null && { stack }) });
      span.setStatus({ code: this.packages.api.SpanStatusCode.ERROR, message });
    }
    span.end();
  }

  /** A context in which spans go on from there; from nothing when it is no traceparent of https://www.w3.org/TR/trace-context/. */
  #contextOf(traceParent: string): Context {
    const { ROOT_CONTEXT, trace } = this.packages.api;
    const parent = this.packages.core.parseTraceParent(traceParent);
    return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
  }

  async flush(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FLUSH_WITHIN_MS);
    });
    // Why not is told by the handler of failures, or nobody waits for it any more.
    await Promise.race([this.forceFlush().catch(() => {}), late]);
    clearTimeout(timer);
  }
}

function traceParentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}
