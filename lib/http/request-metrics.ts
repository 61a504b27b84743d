/** Counts what the API of this process is asked: by declared path, never by the address that came, so that nobody can make labels. */
import { Counter, Gauge, Histogram } from "prom-client";
import type { AnyEndpoint } from "@/lib/contract/endpoint";
import { processRegistry } from "@/lib/stats/metrics/process-registry";
import { openStreams } from "./stream-slots";

type RequestMetrics = {
  requests: Counter<"method" | "route" | "status">;
  durations: Histogram<"method" | "route">;
};

// Next.js bundles this module several times; the process has one set of numbers.
const shared = globalThis as typeof globalThis & { __presentationJobsRequests?: RequestMetrics };

function requestMetrics(): RequestMetrics {
  if (shared.__presentationJobsRequests) return shared.__presentationJobsRequests;
  const registers = [processRegistry()];
  new Gauge({
    name: "presentation_jobs_event_streams_open",
    help: "Event streams that clients hold open to this process",
    registers,
    collect() {
      this.set(openStreams());
    },
  });
  shared.__presentationJobsRequests = {
    requests: new Counter({
      name: "presentation_jobs_http_requests_total",
      help: "Requests that the API of this process answered",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    durations: new Histogram({
      name: "presentation_jobs_http_request_duration_seconds",
      help: "From a request to its answer; of a stream of events, to its beginning",
      labelNames: ["method", "route"],
      registers,
    }),
  };
  return shared.__presentationJobsRequests;
}

/** A request begins. Its time and status are counted when the returned function is called: a few microseconds in all. */
export function timeRequest({ method, path: route }: AnyEndpoint): (status: number) => void {
  const { requests, durations } = requestMetrics();
  const startedAt = performance.now();
  return (status) => {
    requests.inc({ method, route, status });
    durations.observe({ method, route }, (performance.now() - startedAt) / 1000);
  };
}
