/** The queue as a whole: how it is, and what operators and administrators order. */
import { z } from "zod";
import { endpoint } from "../endpoint";
import { existingId } from "../path-ids";
import {
  cleanupAnswer,
  cleanupQuery,
  drainWorkerInput,
  listWorkersQuery,
  pauseQueueInput,
  pauseWorkerInput,
  queueState,
  workerDetails,
} from "../queue";
import {
  recoveryAnswer,
  recoveryInput,
  recoveryPreview,
  recoveryPreviewQuery,
  recoveryQuery,
} from "../recovery";
import { failureGroups, jobHealth, jobStatistics, jobTrends, statsQuery, trendsQuery } from "../stats";
import { exampleJobIds, exampleWorkerId } from "./example-ids";

const workerPath = z.strictObject({ worker_id: existingId });
const theWorker = { worker_id: exampleWorkerId };

export const getHealth = endpoint({
  id: "getHealth",
  method: "GET",
  path: "/api/presentations/jobs/health",
  access: "job:read",
  tag: "Queue",
  summary: "Is the queue well?",
  description:
    "The alerts that fire and are not snoozed are part of the verdict. Teachers get the numbers of their own jobs, and no alerts. docs/statistics.md defines every number.",
  query: statsQuery,
  answers: { 200: { description: "The health of the queue", schema: jobHealth } },
  examples: [{ name: "Of the last hour", query: { hours: "1" }, status: 200 }],
});

export const getStatistics = endpoint({
  id: "getStatistics",
  method: "GET",
  path: "/api/presentations/jobs/statistics",
  access: "job:read",
  tag: "Queue",
  summary: "Read the queue's numbers",
  description: "Teachers get the numbers of their own jobs. docs/statistics.md defines every number.",
  query: statsQuery,
  answers: { 200: { description: "The numbers", schema: jobStatistics } },
  examples: [
    { name: "Of a day", status: 200 },
    { name: "Of too long", query: { hours: "200" }, status: 422, error: "validation_failed" },
  ],
});

const windowExamples = [
  { name: "Of a day", status: 200 },
  {
    name: "Of two hours",
    query: { from: "2026-11-24T08:00:00Z", to: "2026-11-24T10:00:00Z" },
    status: 200,
  },
  {
    name: "Backwards",
    query: { from: "2026-11-24T10:00:00Z", to: "2026-11-24T08:00:00Z" },
    status: 422,
    error: "validation_failed",
  },
] as const;

export const getTrends = endpoint({
  id: "getTrends",
  method: "GET",
  path: "/api/presentations/jobs/trends",
  access: "job:read",
  tag: "Queue",
  summary: "Read how the queue's numbers move",
  description:
    "What the charts show: a window in buckets, beside the period before it. Teachers get the numbers of their own jobs. docs/statistics.md defines every number.",
  query: trendsQuery,
  answers: { 200: { description: "The numbers", schema: jobTrends } },
  examples: windowExamples,
});

export const listFailures = endpoint({
  id: "listFailures",
  method: "GET",
  path: "/api/presentations/jobs/failures",
  access: "job:read",
  tag: "Queue",
  summary: "List failures by error",
  description: "Jobs that failed or timed out within the window, one group for each error.",
  query: trendsQuery,
  answers: { 200: { description: "The groups", schema: failureGroups } },
  examples: windowExamples,
});

export const getQueueState = endpoint({
  id: "getQueueState",
  method: "GET",
  path: "/api/presentations/jobs/system",
  access: "queue:operate",
  tag: "Queue",
  summary: "Is claiming paused?",
  answers: { 200: { description: "Who paused it, why and until when", schema: queueState } },
  examples: [{ name: "Ask", status: 200 }],
});

export const pauseQueue = endpoint({
  id: "pauseQueue",
  method: "POST",
  path: "/api/presentations/jobs/system/pause",
  access: "queue:operate",
  tag: "Queue",
  summary: "Pause claiming",
  description: "No worker claims any more; what runs goes on.",
  body: pauseQueueInput,
  answers: { 200: { description: "The pause", schema: queueState } },
  examples: [
    {
      name: "For an upgrade",
      body: { reason: "Upgrade", resume_at: "2099-01-07T06:30:00Z" },
      status: 200,
    },
  ],
});

export const resumeQueue = endpoint({
  id: "resumeQueue",
  method: "POST",
  path: "/api/presentations/jobs/system/resume",
  access: "queue:operate",
  tag: "Queue",
  summary: "Resume claiming",
  answers: { 200: { description: "Claiming goes on", schema: queueState } },
  examples: [{ name: "Resume", status: 200 }],
});

export const previewRecovery = endpoint({
  id: "previewRecovery",
  method: "GET",
  path: "/api/presentations/jobs/system/recovery",
  access: "job:read",
  tag: "Queue",
  summary: "List jobs that do not get on",
  description:
    "Orphaned and timed-out jobs, which can be recovered, and those that are stuck; why each is there, and what recovering would do. Teachers get none.",
  query: recoveryPreviewQuery,
  answers: { 200: { description: "The jobs by kind", schema: recoveryPreview } },
  examples: [{ name: "Look", status: 200 }],
});

export const recoverJobs = endpoint({
  id: "recoverJobs",
  method: "POST",
  path: "/api/presentations/jobs/system/recovery",
  access: "queue:operate",
  tag: "Queue",
  summary: "Recover orphaned jobs",
  description:
    "Takes back running jobs whose worker is gone: the lease has ended and the attempt began at least `timeout_minutes` ago. With `job_ids` these alone, orphaned or timed out, whenever they began. Jobs whose lease is alive are never touched.",
  query: recoveryQuery,
  body: recoveryInput,
  optionalBody: true,
  answers: { 200: { description: "What was recovered", schema: recoveryAnswer } },
  examples: [
    { name: "What would be done", query: { timeout_minutes: "5", dry_run: "true" }, status: 200 },
    {
      name: "One job",
      body: { job_ids: [exampleJobIds.failed], reason: "The power failed" },
      status: 200,
    },
  ],
});

export const cleanUpJobs = endpoint({
  id: "cleanUpJobs",
  method: "DELETE",
  path: "/api/presentations/jobs/cleanup",
  access: "settings:manage",
  tag: "Queue",
  summary: "Delete old jobs",
  description:
    "Jobs that ended longer ago, and decks that have been stale for as long. With `dry_run` nothing is deleted, and the answer tells rows and bytes by state and age.",
  query: cleanupQuery,
  answers: { 200: { description: "How many were, or would be, deleted", schema: cleanupAnswer } },
  examples: [{ name: "Only count", query: { max_age_hours: "48", dry_run: "true" }, status: 200 }],
});

export const listWorkers = endpoint({
  id: "listWorkers",
  method: "GET",
  path: "/api/presentations/workers",
  access: "job:read",
  tag: "Queue",
  summary: "List the live workers",
  description:
    "With the jobs they hold; with `include_dead` also those that fell silent within the last hour. Teachers get none: machines are nothing of theirs.",
  query: listWorkersQuery,
  answers: { 200: { description: "The workers, the oldest first", schema: z.array(workerDetails) } },
  examples: [
    { name: "Those that live", status: 200 },
    { name: "With those that fell silent", query: { include_dead: "true" }, status: 200 },
  ],
});

export const pauseWorker = endpoint({
  id: "pauseWorker",
  method: "POST",
  path: "/api/presentations/workers/{worker_id}/pause",
  access: "queue:operate",
  tag: "Queue",
  summary: "Pause a worker",
  description: "It claims nothing; what it runs goes on.",
  params: workerPath,
  body: pauseWorkerInput,
  optionalBody: true,
  answers: { 200: { description: "The worker", schema: workerDetails } },
  errors: ["not_found"],
  examples: [
    { name: "Until it is resumed", params: theWorker, status: 200 },
    { name: "With a reason", params: theWorker, body: { reason: "Its disk is full" }, status: 200 },
    { name: "An unknown worker", params: { worker_id: "nobody" }, status: 404, error: "not_found" },
  ],
});

export const resumeWorker = endpoint({
  id: "resumeWorker",
  method: "POST",
  path: "/api/presentations/workers/{worker_id}/resume",
  access: "queue:operate",
  tag: "Queue",
  summary: "Resume a worker",
  description: "Ends its pause, and its draining.",
  params: workerPath,
  answers: { 200: { description: "The worker", schema: workerDetails } },
  errors: ["not_found"],
  examples: [{ name: "A worker", params: theWorker, status: 200 }],
});

export const drainWorker = endpoint({
  id: "drainWorker",
  method: "POST",
  path: "/api/presentations/workers/{worker_id}/drain",
  access: "queue:operate",
  tag: "Queue",
  summary: "Drain a worker",
  description: "It finishes what it has and claims nothing more, until it is resumed.",
  params: workerPath,
  body: drainWorkerInput,
  optionalBody: true,
  answers: { 200: { description: "The worker", schema: workerDetails } },
  errors: ["not_found"],
  examples: [{ name: "A worker", params: theWorker, status: 200 }],
});

export const queueEndpoints = [
  getHealth,
  getStatistics,
  getTrends,
  listFailures,
  getQueueState,
  pauseQueue,
  resumeQueue,
  previewRecovery,
  recoverJobs,
  cleanUpJobs,
  listWorkers,
  pauseWorker,
  resumeWorker,
  drainWorker,
];
