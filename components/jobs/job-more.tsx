"use client";

import { GitCompare, ListFilter, ScrollText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Job } from "@/lib/contract/jobs";
import { canCancel, canRetry } from "@/lib/jobs/state";
import { useMay } from "../shell/person-context";
import { Button } from "../ui/button";
import { CopyAsCurl } from "../ui/copy-as-curl";
import { Dialog } from "../ui/dialog";
import { Section } from "../ui/section";
import { ChooseJob } from "./compare/choose-job";
import { jobsHref } from "./job-filters";

/** Where to look further: another job beside it, who changed it, and the calls that read it and act on it. */
export function JobMore({ job, canReadAudit }: { job: Job; canReadAudit: boolean }) {
  const t = useTranslations("job.more");
  const compare = useTranslations("job.compare");
  const actions = useTranslations("actions.curl");
  const mayAct = useMay("job:act");
  const [isChoosing, setChoosing] = useState(false);
  const path = `/api/presentations/jobs/${encodeURIComponent(job.job_id)}`;
  return (
    <Section title={t("title")}>
      <ul className="-mx-2 grid justify-items-start gap-1">
        <li>
          <Button look="quiet" onClick={() => setChoosing(true)} className={lineLook}>
            <GitCompare aria-hidden />
            {t("compare")}
          </Button>
        </li>
        <li>
          <Button asChild look="quiet" className={lineLook}>
            <Link href={jobsHref({ lesson_id: job.lesson_id })} prefetch={false}>
              <ListFilter aria-hidden />
              {t("jobsOfLesson")}
            </Link>
          </Button>
        </li>
        <li>
          {canReadAudit ? (
            <Button asChild look="quiet" className={lineLook}>
              <Link href={`/audit?target_id=${encodeURIComponent(job.job_id)}`} prefetch={false}>
                <ScrollText aria-hidden />
                {t("audit")}
              </Link>
            </Button>
          ) : (
            <Button look="quiet" disabledReason={t("auditNotAllowed")} className={lineLook}>
              <ScrollText aria-hidden />
              {t("audit")}
            </Button>
          )}
        </li>
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        <CopyAsCurl method="GET" path={path} />
        {mayAct && canRetry(job.status) && (
          <CopyAsCurl
            method="POST"
            path={`${path}/retry`}
            body={{ force_retry: true }}
            label={actions("retry")}
          />
        )}
        {mayAct && canCancel(job.status) && (
          <CopyAsCurl method="DELETE" path={path} label={actions("cancel")} />
        )}
      </div>
      <Dialog isOpen={isChoosing} onClose={() => setChoosing(false)} title={compare("choose")}>
        <ChooseJob job={job} />
      </Dialog>
    </Section>
  );
}

const lineLook = "px-2 max-md:px-2";
