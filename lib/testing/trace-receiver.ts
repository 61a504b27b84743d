/** Receives traces by OTLP over HTTP as JSON, as a collector does (https://opentelemetry.io/docs/specs/otlp/#otlphttp). */
import { serve } from "./http-server";

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number };
type Attribute = { key: string; value: Value };
/** What of a span of the protocol is looked at. */
type WireSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  events: { name: string; attributes: Attribute[] }[];
  status: { code?: number; message?: string };
};
type Body = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: WireSpan[] }[] }[];
};

/** Numbers of the protocol. */
export const INTERNAL = 1;
export const PRODUCER = 4;
export const CONSUMER = 5;
export const FAILED = 2;

export type ReceivedSpan = Omit<WireSpan, "attributes" | "events"> & {
  service: unknown;
  attributes: Record<string, unknown>;
  events: { name: string; attributes: Record<string, unknown> }[];
};

export type TraceReceiver = {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: ReceivedSpan[];
  /** Resolves with what `find` finds in the spans that have come, as soon as it finds something. */
  when<T>(find: (spans: readonly ReceivedSpan[]) => T | null): Promise<T>;
  close(): Promise<void>;
};

export async function startTraceReceiver(): Promise<TraceReceiver> {
  const spans: ReceivedSpan[] = [];
  const looks = new Set<() => void>();
  const server = await serve(async (request) => {
    const isTraces = new URL(request.url).pathname === "/v1/traces";
    if (!isTraces || request.headers.get("content-type") !== "application/json") {
      return new Response(null, { status: 404 });
    }
    spans.push(...spansOf((await request.json()) as Body)); // what OpenTelemetry sends is of this shape
    for (const look of looks) look();
    return Response.json({});
  });
  return {
    url: server.url,
    spans,
    when: (find) =>
      new Promise((resolve) => {
        const look = () => {
          const found = find(spans);
          if (found === null) return;
          looks.delete(look);
          resolve(found);
        };
        looks.add(look);
        look();
      }),
    close: server.close,
  };
}

function spansOf({ resourceSpans }: Body): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        service: plain(resource.attributes)["service.name"],
        attributes: plain(span.attributes),
        events: span.events.map((event) => ({ ...event, attributes: plain(event.attributes) })),
      })),
  );
}

function plain(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ??
        value.doubleValue ??
        (value.intValue === undefined ? value : Number(value.intValue)),
    ]),
  );
}
