"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, RotateCw } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { canRetry } from "@/lib/jobs/state";
import { compareHref } from "../jobs/compare/compare-href";
import { jobQuery } from "../jobs/queries";
import { useJobActions } from "../jobs/use-job-actions";
import { useMay } from "../shell/person-context";
import type { PaletteCommand } from "./command";

/** The comparison lies where a job of that id would. */
function jobOfPage(path: string): string | undefined {
  return path === compareHref({}) ? undefined : /^\/jobs\/([\w-]+)$/.exec(path)?.[1];
}

/** What can be done with the job whose page is open; nothing on other pages. */
export function useJobCommands(): PaletteCommand[] {
  const t = useTranslations("palette");
  const jobId = jobOfPage(usePathname());
  // The page has it already, unless it was opened a moment ago.
  const { data: job } = useQuery({ ...jobQuery(jobId ?? ""), enabled: jobId !== undefined });
  const { act } = useJobActions();
  const mayAct = useMay("job:act");
  if (jobId === undefined || job === undefined) return [];

  const whyNot = (isPossible: (job: Job) => boolean, words: string) =>
    mayAct ? (isPossible(job) ? undefined : words) : t("mayNotAct");
  return [
    {
      id: "retry",
      name: t("retryThis"),
      aliases: ["Retry this job"],
      icon: RotateCw,
      whyNot: whyNot(({ status }) => canRetry(status), t("cannotRetry")),
      run: () => act({ kind: "retry", job }),
    },
    {
      id: "cancel",
      name: t("cancelThis"),
      aliases: ["Cancel this job"],
      icon: Ban,
      whyNot: whyNot((one) => one.can_cancel, t("cannotCancel")),
      run: () => act({ kind: "cancel", job }),
    },
  ];
}
