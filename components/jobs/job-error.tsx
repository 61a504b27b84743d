import { describeError, isErrorCode } from "@/lib/contract/errors";
import type { Job } from "@/lib/contract/jobs";
import { Notice } from "../ui/notice";

/** What went wrong and what helps, from the catalogue of errors. */
export function JobError({ job }: { job: Job }) {
  if (job.error_code === null || job.status === "cancelled") return null;
  const known = isErrorCode(job.error_code) ? describeError(job.error_code) : null;
  return (
    <Notice look={job.status === "timeout" ? "warning" : "error"} title={known?.title ?? "The job failed"}>
      <p className="text-ink">{job.error_message ?? known?.userMessage}</p>
      {known?.actions && (
        <ul className="mt-1 list-disc pl-4">
          {known.actions.map((action) => (
            <li key={action}>{action}</li>
          ))}
        </ul>
      )}
      {known?.retryRecommended && !known.actions && <p className="mt-1">Trying again may help.</p>}
      <p className="mt-2 font-mono text-xs">{job.error_code}</p>
    </Notice>
  );
}
