/** Acts on many jobs in the background: started, followed, aborted, undone. */
import { z } from "zod";
import {
  actionListQuery,
  actionPath,
  actionQuery,
  bulkAction,
  bulkActionDetail,
  startActionInput,
} from "../bulk-actions";
import { endpoint } from "../endpoint";
import { exampleActionId, exampleJobIds } from "./example-ids";
import { pageHeaders } from "./page-headers";

const unknownAction = {
  name: "An unknown action",
  params: { action_id: "nowhere" },
  status: 404,
  error: "action_not_found",
} as const;

export const startAction = endpoint({
  id: "startAction",
  method: "POST",
  path: "/api/presentations/jobs/actions",
  access: "job:act",
  tag: "Jobs",
  summary: "Act on many jobs in the background",
  description:
    "Either the named jobs, or all that match a filter when it starts; later jobs are left alone. Answers at once; the work goes on " +
    "batch by batch, also when the client or the server goes away. Up to 500 named jobs are cancelled or retried before the answer. A " +
    "cancellation can be undone while it runs and for 30 seconds after it ended. A deletion is held for 30 seconds before it begins, " +
    "and can be undone as long.",
  body: startActionInput,
  answers: { 202: { description: "The action as it stands", schema: bulkAction } },
  errors: ["job_not_found"],
  examples: [
    {
      name: "Cancel a job",
      body: { action: "cancel", job_ids: [exampleJobIds.pending], reason: "No longer needed" },
      status: 202,
    },
    {
      name: "Retry what failed with one error",
      body: {
        action: "retry",
        filter: { status: ["failed"], error_code: "lesson_parse_failed" },
        force_retry: true,
      },
      status: 202,
    },
    {
      name: "Delete a job in 30 seconds",
      body: { action: "delete", job_ids: [exampleJobIds.failed] },
      status: 202,
    },
  ],
});

export const listActions = endpoint({
  id: "listActions",
  method: "GET",
  path: "/api/presentations/jobs/actions",
  access: "job:read",
  tag: "Jobs",
  summary: "List acts on many jobs",
  description: "Newest first, page by page. Teachers get their own.",
  query: actionListQuery,
  answers: { 200: { description: "One page of actions", schema: z.array(bulkAction), headers: pageHeaders } },
  examples: [{ name: "The newest", status: 200 }],
});

export const getAction = endpoint({
  id: "getAction",
  method: "GET",
  path: "/api/presentations/jobs/actions/{action_id}",
  access: "job:read",
  tag: "Jobs",
  summary: "Follow an act on many jobs",
  description:
    "How far it is, and page by page the jobs that were not changed and why. At most 10,000 of those are kept by name; the counts are of all.",
  params: actionPath,
  query: actionQuery,
  answers: { 200: { description: "The action", schema: bulkActionDetail, headers: pageHeaders } },
  errors: ["action_not_found"],
  examples: [{ name: "An action", params: { action_id: exampleActionId }, status: 200 }, unknownAction],
});

export const abortAction = endpoint({
  id: "abortAction",
  method: "POST",
  path: "/api/presentations/jobs/actions/{action_id}/abort",
  access: "job:act",
  tag: "Jobs",
  summary: "Stop an act on many jobs",
  description: "What is done stays done; jobs it has not come to are left alone.",
  params: actionPath,
  answers: { 200: { description: "The action as it is now", schema: bulkAction } },
  errors: ["action_not_found", "action_not_abortable"],
  examples: [{ name: "Abort", params: { action_id: exampleActionId }, status: 200 }, unknownAction],
});

export const undoAction = endpoint({
  id: "undoAction",
  method: "POST",
  path: "/api/presentations/jobs/actions/{action_id}/undo",
  access: "job:act",
  tag: "Jobs",
  summary: "Undo an act on many jobs",
  description:
    "A deletion that is still held never begins. The jobs that a cancellation cancelled, and that have not changed since, wait again as " +
    "if nothing had been: no attempt is spent.",
  params: actionPath,
  answers: { 200: { description: "The action as it is now", schema: bulkAction } },
  errors: ["action_not_found", "action_not_undoable"],
  examples: [{ name: "Undo", params: { action_id: exampleActionId }, status: 200 }, unknownAction],
});

export const bulkActionEndpoints = [startAction, listActions, getAction, abortAction, undoAction];
