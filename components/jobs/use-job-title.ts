"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Job } from "@/lib/contract/jobs";
import { titleOf } from "./job-words";

/** Keeps the document's title at the job's state, which the server wrote into it first: a tab tells what became of its job. */
export function useJobTitle(job: Job): void {
  const t = useTranslations();
  const shown = useRef(job.status);
  useEffect(() => {
    if (shown.current === job.status) return;
    shown.current = job.status;
    const words = t("job.documentTitle", { status: t(`common.status.${job.status}`), title: titleOf(job) });
    document.title = `${words} · ${t("common.product")}`;
  }, [job, t]);
}
