/**
 * Where every call goes: method, path, and what is special about it: `events` and `file` are what it answers instead of JSON,
 * `keyed` takes an `Idempotency-Key`. Made from the declared endpoints: `npx vitest run lib/client -u` writes it anew.
 */
import type { EndpointName } from "./methods";

export const routes = {
  generateDeck: "POST /api/presentations/generate",
  listJobs: "GET /api/presentations/jobs",
  countJobs: "GET /api/presentations/jobs/counts",
  streamQueue: "GET /api/presentations/jobs/stream events",
  getJob: "GET /api/presentations/jobs/{job_id}",
  cancelJob: "DELETE /api/presentations/jobs/{job_id}",
  retryJob: "POST /api/presentations/jobs/{job_id}/retry",
  listAttempts: "GET /api/presentations/jobs/{job_id}/attempts",
  streamJob: "GET /api/presentations/jobs/{job_id}/events events",
  listStyles: "GET /api/presentations/styles",
  latestPresentation: "GET /api/presentations/lessons/{lesson_id}/latest",
  listPresentations: "GET /api/presentations/lessons/{lesson_id}/presentations",
  getPresentation: "GET /api/presentations/{presentation_id}",
  layoutPresentation: "GET /api/presentations/{presentation_id}/layout",
  exportPresentation: "GET /api/presentations/{presentation_id}/export file",
  regeneratePresentation: "POST /api/presentations/{presentation_id}/regenerate",
  deletePresentation: "DELETE /api/presentations/{presentation_id}",
  listLessons: "GET /api/lessons",
  getLesson: "GET /api/lessons/{lesson_id}",
  putLesson: "PUT /api/lessons/{lesson_id}",
  deleteLesson: "DELETE /api/lessons/{lesson_id}",
  signIn: "POST /api/auth/sign-in/email",
  signOut: "POST /api/auth/sign-out",
  getSession: "GET /api/auth/get-session",
  setUp: "POST /api/auth/setup",
  livez: "GET /livez",
  readyz: "GET /readyz",
} satisfies Record<EndpointName, string>;
