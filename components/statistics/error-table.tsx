"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { JobTrends } from "@/lib/contract/stats";
import { foldNeighbours } from "../charts/heat";
import { HeatCell } from "../charts/heat-cell";
import { endedWithin } from "../charts/jobs-within";
import { useChartWords } from "../charts/use-chart-words";
import { jobsHref } from "../jobs/job-filters";
import { Section } from "../ui/section";

/** As many columns as can be read; neighbouring buckets are added up. */
const COLUMNS = 16;

/** When which error came: a row for each code, a column for each stretch of time; every number leads to its jobs. */
export function ErrorTable({ trends }: { trends: JobTrends }) {
  const t = useTranslations("statistics.errors");
  const format = useFormatter();
  const words = useChartWords();
  const start = Date.parse(trends.from);
  const end = Date.parse(trends.to);
  const rows = trends.errors.map((error) => ({ ...error, ...foldNeighbours(error.buckets, COLUMNS) }));
  const columnMs = (rows[0]?.size ?? 1) * trends.bucket_minutes * 60_000;
  const max = Math.max(0, ...rows.flatMap(({ counts }) => counts));
  const columns = (rows[0]?.counts ?? []).map((_, index) => start + index * columnMs);
  const hrefOf = (code: string, from: number, to: number) =>
    jobsHref({ status: ["failed", "timeout"], error_code: code, ...endedWithin(from, to) });

  if (rows.length === 0) {
    return (
      <Section title={t("title")}>
        <p className="text-muted">{t("none")}</p>
      </Section>
    );
  }
  return (
    <Section title={t("title")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who cannot drag scrolls by keys. */}
      <section aria-label={t("caption")} tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="align-bottom text-muted text-xs">
              <th scope="col" className="h-8 pr-4 text-left font-medium">
                {t("code")}
              </th>
              <th scope="col" className="px-2 text-right font-medium">
                {t("total")}
              </th>
              {columns.map((at) => (
                <th
                  key={at}
                  scope="col"
                  title={words.span(at, at + columnMs)}
                  className="min-w-12 px-1 font-normal"
                >
                  {words.column(at, end - start, columnMs)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ error_code, count, counts }) => (
              <tr key={error_code ?? ""}>
                <th
                  scope="row"
                  title={error_code ?? undefined}
                  className="max-w-60 truncate pr-4 text-left font-mono font-normal text-sm"
                >
                  {error_code ?? t("noCode")}
                </th>
                <td className="px-2 text-right text-sm">
                  {error_code === null ? (
                    format.number(count)
                  ) : (
                    <Link
                      href={hrefOf(error_code, start, end)}
                      prefetch={false}
                      className="inline-flex h-6 min-w-6 items-center justify-end rounded-sm text-accent-ink underline-offset-2 hover:underline"
                    >
                      {format.number(count)}
                    </Link>
                  )}
                </td>
                {counts.map((value, index) => {
                  const at = columns[index] ?? start;
                  return (
                    <HeatCell
                      key={at}
                      value={value}
                      max={max}
                      look="bad"
                      title={words.span(at, at + columnMs)}
                    >
                      {value > 0 && error_code !== null ? (
                        <Link
                          href={hrefOf(error_code, at, at + columnMs)}
                          prefetch={false}
                          className="-outline-offset-2 flex size-full min-h-7 items-center justify-center hover:underline"
                        >
                          {format.number(value)}
                        </Link>
                      ) : (
                        <span className="text-muted">{value === 0 ? "·" : format.number(value)}</span>
                      )}
                    </HeatCell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.some(({ error_code }) => error_code === null) && (
        <p className="mt-2 text-muted text-sm">{t("noCodeWhy")}</p>
      )}
    </Section>
  );
}
