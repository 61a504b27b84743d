/** What machines ask: does it live, is it ready. */
import { z } from "zod";
import { endpoint } from "../endpoint";

const fine = z.object({ status: z.literal("ok") });

export const livez = endpoint({
  id: "livez",
  method: "GET",
  path: "/livez",
  access: "everybody",
  uncounted: true,
  tag: "System",
  summary: "Does the process live?",
  answers: { 200: { description: "It answers", schema: fine, example: { status: "ok" } } },
  examples: [{ name: "Ask", status: 200 }],
});

export const readyz = endpoint({
  id: "readyz",
  method: "GET",
  path: "/readyz",
  access: "everybody",
  uncounted: true,
  tag: "System",
  summary: "Is the service ready?",
  description: "Ready: the database can be written and has the schema of this version.",
  answers: {
    200: { description: "It is ready", schema: fine, example: { status: "ok" } },
    503: {
      description: "It is not, and why",
      schema: z.object({ status: z.literal("unavailable"), reason: z.string() }),
      headers: { "Retry-After": "Seconds" },
      example: { status: "unavailable", reason: "migrations are pending" },
    },
  },
  examples: [{ name: "Ask", status: 200 }],
});

export const openApi = endpoint({
  id: "openApi",
  method: "GET",
  path: "/api/openapi.json",
  access: "everybody",
  tag: "System",
  summary: "Read this document",
  answers: {
    200: { description: "The OpenAPI 3.1 document", schema: z.looseObject({ openapi: z.string() }) },
  },
  examples: [{ name: "Read", status: 200 }],
});

export const metrics = endpoint({
  id: "metrics",
  method: "GET",
  path: "/metrics",
  access: "metrics:read",
  tag: "System",
  summary: "Read the numbers for Prometheus",
  description:
    "The queue and its workers, read from the database, so that counters outlive restarts; and the process that answers.",
  answers: { 200: { description: "Prometheus' text format, version 0.0.4", mediaTypes: ["text/plain"] } },
  examples: [{ name: "Scrape", status: 200 }],
});

export const systemEndpoints = [livez, readyz, openApi, metrics];
