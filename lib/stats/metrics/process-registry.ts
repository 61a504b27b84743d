/** The numbers of the process that answers: what prom-client measures by itself, and what lib/http adds. They begin anew with it. */
import { collectDefaultMetrics, Registry } from "prom-client";

// Next.js bundles this module several times; the process has one set of numbers.
const shared = globalThis as typeof globalThis & { __presentationJobsMetrics?: Registry };

export function processRegistry(): Registry {
  if (shared.__presentationJobsMetrics) return shared.__presentationJobsMetrics;
  const register = new Registry();
  collectDefaultMetrics({ register });
  // Gauges that end as only counters may; what they sum up stands beside them by type.
  for (const what of ["handles", "requests", "resources"]) {
    register.removeSingleMetric(`nodejs_active_${what}_total`);
  }
  shared.__presentationJobsMetrics = register;
  return register;
}
