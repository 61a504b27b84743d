/** Server-sent events of one job and of the whole queue. */
import type { Caller } from "@/lib/auth/caller";
import { db } from "@/lib/db/client";
import { eventStream } from "@/lib/http/event-stream";
import { inTurn } from "./in-turn";
import { toJob } from "./job-row";
import { watches } from "./job-watch";
import { queueOutlook } from "./queue-outlook";
import { getJobRow } from "./read";
import { isFinal } from "./state";

/*
 * A look that fails ends its stream: the job is gone, or the database cannot answer now. The client connects again by itself and
 * is told, or finds the newest state; a stream that stayed open could have missed the last one.
 */

/**
 * The job now, then after each change; ends after a final state. A client that comes back with `Last-Event-ID` gets the
 * snapshot only when the job has changed since.
 * @throws AppError job_not_found, job_access_denied
 */
export async function jobEvents(request: Request, jobId: string, caller: Caller): Promise<Response> {
  const seen = request.headers.get("last-event-id");
  await getJobRow(jobId, caller);
  return eventStream(request, async (sink) => {
    let sent = seen === null ? null : Number(seen);
    const look = inTurn(async () => {
      const row = await getJobRow(jobId, caller);
      if (row.rev !== sent) {
        sent = row.rev;
        sink.send({ event: "job", id: String(row.rev), data: toJob(row, await queueOutlook(db(), row)) });
      }
      if (isFinal(row.status)) sink.close();
    }, sink.close);
    const stop = watches().jobs.watch(jobId, look);
    void look();
    return stop;
  });
}

/** A `change` with the counts by state: now, and after changes anywhere in the queue. */
export function queueEvents(request: Request, caller: Caller): Response {
  return eventStream(request, async (sink) =>
    watches().counts.watch(caller, {
      tell: (counts) => sink.send({ event: "change", data: { counts } }),
      fail: sink.close,
    }),
  );
}
