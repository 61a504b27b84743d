"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { describeError, isErrorCode, jobErrorCodes } from "@/lib/contract/errors";
import type { Job } from "@/lib/contract/jobs";
import { CodeBlock } from "../ui/code-block";
import { Notice } from "../ui/notice";
import { jobsHref } from "./job-filters";

/** Those that have advice in every language. */
const advised = [
  "lesson_not_found",
  "lesson_parse_failed",
  "internal_error",
  "job_timeout",
  "POISON",
] as const;

/** What went wrong and what helps. */
export function JobError({ job }: { job: Job }) {
  const t = useTranslations("job.error");
  if (job.error_code === null || job.status === "cancelled") return null;
  const known = isErrorCode(job.error_code) ? describeError(job.error_code) : null;
  const title = jobErrorCodes.find((code) => code === job.error_code);
  const advice = advised.find((code) => code === job.error_code);
  return (
    <Notice
      look={job.status === "timeout" ? "warning" : "error"}
      title={title ? t(`known.${title}`) : (known?.title ?? t("failed"))}
    >
      <p className="text-ink">{job.error_message ?? known?.userMessage}</p>
      {advice ? (
        <p className="mt-1">{t(`advice.${advice}`)}</p>
      ) : (
        known?.retryRecommended && <p className="mt-1">{t("mayHelp")}</p>
      )}
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-mono text-xs">{job.error_code}</span>
        <Link
          href={jobsHref({ error_code: job.error_code })}
          prefetch={false}
          className="rounded-sm text-accent-ink text-sm hover:underline max-md:py-2"
        >
          {t("others")}
        </Link>
      </p>
      {job.error_details !== null && job.error_details !== undefined && (
        <details className="mt-2">
          <summary className="w-fit rounded-sm text-sm hover:text-ink max-md:py-2">{t("details")}</summary>
          <div className="mt-2">
            <CodeBlock text={JSON.stringify(job.error_details, null, 2)} label={t("detailsLabel")} />
          </div>
        </details>
      )}
    </Notice>
  );
}
