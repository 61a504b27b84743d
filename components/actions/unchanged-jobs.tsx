"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { BulkActionDetail } from "@/lib/contract/bulk-actions";
import { jobStatusLooks } from "../jobs/job-status";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { ActionJob } from "./action-target";
import { isGoingOn } from "./queries";

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "py-2 px-3 align-top first:pl-0 last:pr-0";

type UnchangedJobsProps = {
  action: BulkActionDetail;
  /** Of the page that is shown; undefined: the first. */
  cursor: string | undefined;
  nextCursor: string | null;
};

/** What the place says when there is no such job. */
function wordsOf({ state, done }: BulkActionDetail) {
  if (isGoingOn(state)) return "noneYet";
  return done === 0 ? "noneBegun" : "allChanged";
}

/** Jobs that an action did not change, or an undo did not put back: how many by why, and each with its own. */
export function UnchangedJobs({ action, cursor, nextCursor }: UnchangedJobsProps) {
  const t = useTranslations("actions");
  const common = useTranslations("common");
  const { reasons, unchanged_jobs: jobs, lesson_titles: titles } = action;
  const href = (to?: string) =>
    `/actions/${action.action_id}${to === undefined ? "" : `?cursor=${encodeURIComponent(to)}`}`;
  return (
    <Section title={t("page.notChanged")}>
      {reasons.length === 0 ? (
        <p className="text-muted">{t(`page.${wordsOf(action)}`)}</p>
      ) : (
        <>
          <ul className="mb-4 grid gap-1">
            {reasons.map(({ outcome, reason, status, count }) => (
              <li key={`${outcome} ${reason} ${status}`} className="flex flex-wrap gap-x-2">
                <span className="font-medium">{common("jobs", { count })}</span>
                <span className="text-muted">
                  {t(`reasons.${reason}`)}
                  {status && `: ${common(`status.${status}`)}`}
                </span>
              </li>
            ))}
          </ul>
          <table className="w-full table-fixed border-collapse">
            <caption className="sr-only">{t("page.notChanged")}</caption>
            <thead>
              <tr className="border-b">
                <th scope="col" className={head}>
                  {t("page.job")}
                </th>
                <th scope="col" className={`${head} w-2/5`}>
                  {t("page.why")}
                </th>
                <th scope="col" className={`${head} w-28`}>
                  {t("page.stateThen")}
                </th>
              </tr>
            </thead>
            <tbody>
              {jobs.map(({ job_id, outcome, reason, status }) => (
                <tr key={`${job_id} ${outcome}`} className="border-b">
                  <td className={cell}>
                    <ActionJob id={job_id} title={titles[job_id]} />
                  </td>
                  <td className={cell}>{t(`reasons.${reason}`)}</td>
                  <td className={`${cell} ${status ? jobStatusLooks[status].text : "text-muted"}`}>
                    {status ? common(`status.${status}`) : "–"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {(cursor !== undefined || nextCursor !== null) && (
            <nav aria-label={t("page.notChanged")} className="flex justify-end gap-2 pt-4">
              {cursor !== undefined && (
                <Button asChild>
                  <Link href={href()}>{t("page.first")}</Link>
                </Button>
              )}
              {nextCursor !== null && (
                <Button asChild>
                  <Link href={href(nextCursor)}>{t("page.next")}</Link>
                </Button>
              )}
            </nav>
          )}
        </>
      )}
    </Section>
  );
}
