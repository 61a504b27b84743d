import type { Answer } from "../endpoint";
import { replayedHeader } from "../idempotency";
import { generateAccepted } from "../jobs";
import { exampleJobIds } from "./example-ids";

/** The answer of whatever asks for one deck. */
export const jobQueued = {
  description: "The job is queued",
  schema: generateAccepted,
  headers: { Location: "Where to follow the job", ...replayedHeader },
  example: {
    job_id: exampleJobIds.pending,
    status: "pending",
    message: "The deck is queued",
    queue_position: 1,
    estimated_start_seconds: 4,
  },
} as const satisfies Answer;
