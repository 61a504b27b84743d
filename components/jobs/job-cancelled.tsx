"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Job } from "@/lib/contract/jobs";
import { api, dataOf } from "../http/api";
import { RelativeTime } from "../time/relative-time";
import { Notice } from "../ui/notice";

/** Stored where nobody gave a reason (lib/jobs/cancel.ts). */
const NO_REASON = "Cancelled";

/** That a job was cancelled: why, when and, for those who may read the audit log, by whom. */
export function JobCancelled({ job, canReadAudit }: { job: Job; canReadAudit: boolean }) {
  const t = useTranslations("job.cancelled");
  const { data: person } = useQuery({
    // A job that is cancelled once more has another entry.
    queryKey: ["audit", "cancelled", job.job_id, job.completed_at],
    queryFn: ({ signal }) => dataOf(api.listAuditLog({ query: { target_id: job.job_id }, signal })),
    enabled: canReadAudit,
    select: (entries) => entries.find((entry) => isCancellation(entry, job.completed_at))?.actor_name,
  });
  const reason = job.error_message === NO_REASON ? null : job.error_message;
  const time = () => job.completed_at && <RelativeTime at={job.completed_at} />;
  return (
    <Notice look="info" title={t("title")}>
      <p className="text-ink">{reason ?? t("noReason")}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{person === undefined ? t.rich("when", { time }) : t.rich("by", { person, time })}</span>
        {canReadAudit && (
          <Link
            href={`/audit?target_id=${encodeURIComponent(job.job_id)}`}
            prefetch={false}
            className="rounded-sm text-accent-ink text-sm hover:underline max-md:py-2"
          >
            {t("audit")}
          </Link>
        )}
      </p>
    </Notice>
  );
}

/** Between the end of the job and its entry in the audit log; an earlier one tells of another cancellation. */
const ENTRY_WITHIN_MS = 60_000;

/** By its own call, or by an action on this job alone; one on many has a row of its own. */
const isCancellation = ({ action, outcome, details, at }: AuditEntry, endedAt: string | null) =>
  outcome === "done" &&
  endedAt !== null &&
  Math.abs(Date.parse(at) - Date.parse(endedAt)) < ENTRY_WITHIN_MS &&
  (action === "cancelJob" || (action === "action.start" && details.action === "cancel"));
