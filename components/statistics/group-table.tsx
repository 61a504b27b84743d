"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { deckStyles } from "@/lib/contract/lists";
import type { JobTrends } from "@/lib/contract/stats";
import { jobPriorities } from "@/lib/jobs/state";
import { endedWithin } from "../charts/jobs-within";
import { type JobFilters, jobsHref } from "../jobs/job-filters";
import { Section } from "../ui/section";

type Row = {
  value: string;
  completed: number;
  failed: number;
  timeout: number;
  cancelled: number;
};

const head = "h-8 px-2 text-right font-medium text-muted text-sm first:pl-0 first:text-left last:pr-0";
const cell = "h-9 px-2 text-right first:pl-0 first:text-left last:pr-0";

/** Jobs that ended, by style or by priority. */
export function GroupTable({ by, trends }: { by: "style" | "priority"; trends: JobTrends }) {
  const t = useTranslations("statistics.groups");
  const format = useFormatter();
  const rows: Row[] =
    by === "style"
      ? trends.by_style.map((row) => ({ ...row, value: row.style }))
      : trends.by_priority.map((row) => ({ ...row, value: row.priority }));
  const within = endedWithin(Date.parse(trends.from), Date.parse(trends.to));
  return (
    <Section title={t(`title.${by}`)}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{t(`title.${by}`)}</caption>
        <thead>
          <tr className="border-b">
            <th scope="col" className={head}>
              {t(by)}
            </th>
            <th scope="col" className={head}>
              {t("ended")}
            </th>
            <th scope="col" className={head}>
              {t("failed")}
            </th>
            <th scope="col" className={head}>
              {t("success")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const failed = row.failed + row.timeout;
            const ran = row.completed + failed;
            const filter: JobFilters = { ...filterOf(by, row.value), ...within };
            return (
              <tr key={row.value} className="border-b">
                <th scope="row" className={`${cell} font-normal`}>
                  <GroupName by={by} value={row.value} />
                </th>
                <td className={cell}>
                  <CountLink count={ran + row.cancelled} filter={filter} />
                </td>
                <td className={cell}>
                  <CountLink count={failed} filter={{ ...filter, status: ["failed", "timeout"] }} />
                </td>
                <td className={cell}>
                  {ran === 0
                    ? "–"
                    : `${format.number((100 * row.completed) / ran, { maximumFractionDigits: 1 })} %`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className="pt-3 text-muted">{t("none")}</p>}
    </Section>
  );
}

function GroupName({ by, value }: { by: "style" | "priority"; value: string }) {
  const common = useTranslations("common");
  const { priority, style } = filterOf(by, value);
  if (priority?.[0]) return common(`priority.${priority[0]}`);
  return style ? common(`style.${style}`) : value;
}

/** Empty for a value that has come from elsewhere and that no filter knows. */
function filterOf(by: "style" | "priority", value: string): JobFilters {
  if (by === "style") {
    const style = deckStyles.find((one) => one === value);
    return style ? { style } : {};
  }
  const priority = jobPriorities.find((one) => one === value);
  return priority ? { priority: [priority] } : {};
}

function CountLink({ count, filter }: { count: number; filter: JobFilters }) {
  const format = useFormatter();
  if (count === 0) return <span className="text-muted">0</span>;
  return (
    <Link
      href={jobsHref(filter)}
      prefetch={false}
      className="inline-flex h-6 min-w-6 items-center justify-end rounded-sm text-accent-ink underline-offset-2 hover:underline"
    >
      {format.number(count)}
    </Link>
  );
}
