/** What can be done to jobs beyond cancelling and retrying one, and many at once. */
import { z } from "zod";
import {
  bulkCancelled,
  bulkDeleted,
  bulkInput,
  bulkRetried,
  bulkRetryInput,
  generateBulkAnswer,
  generateBulkInput,
} from "../bulk";
import { endpoint } from "../endpoint";
import { idempotencyErrors, idempotencyHeaders, replayedHeader } from "../idempotency";
import { cancelQuery, generateValueCodes, job, jobDeleted, logLine, patchJobInput } from "../jobs";
import { jobPath } from "../path-ids";
import { exampleJobIds, exampleLessonId } from "./example-ids";

const ofOneJob = ["job_not_found", "job_access_denied"] as const;

export const generateMany = endpoint({
  id: "generateMany",
  method: "POST",
  path: "/api/presentations/generate/bulk",
  access: "job:create",
  tag: "Jobs",
  summary: "Ask for many decks",
  description:
    "Up to 1,000 entries, each as the body of `POST /generate`. Each is checked and answered by itself: a bad one stops no other.",
  headers: idempotencyHeaders,
  body: generateBulkInput,
  answers: {
    200: {
      description: "What became of each entry, in order",
      schema: generateBulkAnswer,
      headers: replayedHeader,
    },
  },
  errors: idempotencyErrors,
  examples: [
    {
      name: "Two, one of them wrong",
      headers: { "idempotency-key": "import-2026-11-25" },
      body: { jobs: [{ lesson_id: exampleLessonId }, { lesson_id: "nowhere" }] },
      status: 200,
    },
  ],
});

export const patchJob = endpoint({
  id: "patchJob",
  method: "PATCH",
  path: "/api/presentations/jobs/{job_id}",
  access: "job:act",
  tag: "Jobs",
  summary: "Change a waiting job",
  description: "What is left out stays. A job that no longer waits is refused with 400.",
  params: jobPath,
  body: patchJobInput,
  valueCodes: generateValueCodes,
  answers: { 200: { description: "The job as it is now", schema: job } },
  errors: ofOneJob,
  examples: [
    {
      name: "More urgent",
      params: { job_id: exampleJobIds.pending },
      body: { priority: "urgent", max_retries: 5 },
      status: 200,
    },
    {
      name: "A job that has ended",
      params: { job_id: exampleJobIds.completed },
      body: { priority: "urgent" },
      status: 400,
      error: "validation_failed",
    },
  ],
});

export const deleteJob = endpoint({
  id: "deleteJob",
  method: "DELETE",
  path: "/api/presentations/jobs/{job_id}/permanent",
  access: "job:act",
  tag: "Jobs",
  summary: "Delete a job for good",
  description:
    "With its history, and with its deck and files when a newer deck of the lesson has taken their place. The newest deck stays.",
  params: jobPath,
  answers: {
    200: {
      description: "The job is gone",
      schema: jobDeleted,
      example: { message: "Job deleted", job_id: exampleJobIds.failed },
    },
  },
  errors: [...ofOneJob, "job_not_finished"],
  examples: [
    { name: "A failed job", params: { job_id: exampleJobIds.failed }, status: 200 },
    {
      name: "A job that waits",
      params: { job_id: exampleJobIds.pending },
      status: 400,
      error: "job_not_finished",
    },
  ],
});

export const listLogs = endpoint({
  id: "listLogs",
  method: "GET",
  path: "/api/presentations/jobs/{job_id}/logs",
  access: "job:read",
  tag: "Jobs",
  summary: "Read a job's log",
  description: "What its attempts said and what happened to it, oldest first: its last 20 attempts.",
  params: jobPath,
  answers: { 200: { description: "The lines", schema: z.array(logLine) } },
  errors: ofOneJob,
  examples: [{ name: "Of a job", params: { job_id: exampleJobIds.failed }, status: 200 }],
});

const bulk =
  "Either the named jobs, or all that match a filter; each is done or refused by itself. With a filter at most 1,000 ids are listed; the totals count all.";

export const bulkCancel = endpoint({
  id: "bulkCancel",
  method: "POST",
  path: "/api/presentations/jobs/bulk-cancel",
  access: "job:act",
  tag: "Jobs",
  summary: "Cancel many jobs",
  description: bulk,
  query: cancelQuery,
  body: bulkInput,
  answers: { 200: { description: "What was done, and what was refused and why", schema: bulkCancelled } },
  examples: [
    {
      name: "Two jobs",
      query: { reason: "cleanup" },
      body: { job_ids: [exampleJobIds.pending, exampleJobIds.completed] },
      status: 200,
    },
    { name: "All that wait", body: { filter: { status: ["pending"] } }, status: 200 },
  ],
});

export const bulkRetry = endpoint({
  id: "bulkRetry",
  method: "POST",
  path: "/api/presentations/jobs/bulk-retry",
  access: "job:act",
  tag: "Jobs",
  summary: "Retry many jobs",
  description: bulk,
  body: bulkRetryInput,
  answers: { 200: { description: "What was done, and what was refused and why", schema: bulkRetried } },
  examples: [
    {
      name: "What failed with one error",
      body: { filter: { status: ["failed"], error_code: "lesson_parse_failed" } },
      status: 200,
    },
  ],
});

export const bulkDelete = endpoint({
  id: "bulkDelete",
  method: "POST",
  path: "/api/presentations/jobs/bulk-delete",
  access: "job:act",
  tag: "Jobs",
  summary: "Delete many jobs for good",
  description: `${bulk} Only jobs that have ended; the newest deck of a lesson stays.`,
  body: bulkInput,
  answers: { 200: { description: "What was done, and what was refused and why", schema: bulkDeleted } },
  examples: [{ name: "A failed job", body: { job_ids: [exampleJobIds.failed] }, status: 200 }],
});

export const jobActionEndpoints = [
  generateMany,
  patchJob,
  deleteJob,
  listLogs,
  bulkCancel,
  bulkRetry,
  bulkDelete,
];
