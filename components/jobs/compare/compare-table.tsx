"use client";

import { EqualNot } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { type JobStage, jobStages } from "@/lib/jobs/state";
import { classNames } from "../../ui/class-names";
import { shortId, titleOf } from "../job-words";
import { CompareValue } from "./compare-value";
import { type ComparedField, comparedGroups } from "./compared-fields";

type CompareTableProps = { a: Job; b: Job; fields: readonly ComparedField[] };

/** The fields of two jobs in rows, those that differ marked. */
export function CompareTable({ a, b, fields }: CompareTableProps) {
  const t = useTranslations("job.compare");
  return (
    <table aria-label={t("title")} className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b align-top">
          <th scope="col" className="w-40 py-2 pr-4 text-left font-medium text-muted max-md:w-26 max-md:pr-2">
            {t("field")}
          </th>
          <JobHead job={a} />
          <JobHead job={b} />
        </tr>
      </thead>
      {comparedGroups.map((group) => {
        const rows = fields.filter((field) => field.group === group);
        return (
          rows.length > 0 && (
            <tbody key={group}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={3}
                  className="border-b pt-6 pb-1 text-left font-semibold first:pt-4"
                >
                  {t(`group.${group}`)}
                </th>
              </tr>
              {rows.map((field) => (
                <FieldRow key={field.name} field={field} />
              ))}
            </tbody>
          )
        );
      })}
    </table>
  );
}

function JobHead({ job }: { job: Job }) {
  return (
    <th scope="col" className="py-2 pr-4 text-left font-medium max-md:pr-2">
      <Link
        href={`/jobs/${encodeURIComponent(job.job_id)}`}
        className="line-clamp-2 rounded-sm wrap-anywhere text-accent-ink hover:underline"
      >
        {titleOf(job)}
      </Link>
      <span className="font-mono font-normal text-muted text-xs" title={job.job_id}>
        {shortId(job.job_id)}
      </span>
    </th>
  );
}

function FieldRow({ field }: { field: ComparedField }) {
  const t = useTranslations("job.compare");
  const { kind, a, b, differs, factor } = field;
  const longer = factor === null ? null : Number(a) > Number(b) ? "a" : "b";
  return (
    <tr className={classNames("border-b align-top", differs && "bg-accent-soft")}>
      <th scope="row" className="py-2 pr-4 text-left font-normal text-muted max-md:pr-2">
        <span className="flex items-start gap-1.5">
          <EqualNot
            aria-hidden
            className={classNames("mt-0.5 size-4 shrink-0 text-accent-ink", !differs && "invisible")}
          />
          <span className="min-w-0 wrap-anywhere">
            <FieldWords field={field} />
            {differs && <span className="sr-only"> ({t("differs")})</span>}
          </span>
        </span>
      </th>
      {(["a", "b"] as const).map((side) => (
        <td key={side} className="py-2 pr-4 wrap-anywhere max-md:pr-2">
          <CompareValue kind={kind} value={side === "a" ? a : b} />
          {longer === side && factor !== null && (
            <span className="ml-2 text-muted text-sm">
              {t("longerBy", { factor: factor < 10 ? Math.round(factor * 10) / 10 : Math.round(factor) })}
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

function FieldWords({ field: { name } }: { field: ComparedField }) {
  const fields = useTranslations("job.compare.fields");
  const stages = useTranslations("common.stage");
  return isStage(name) ? stages(name) : fields(name);
}

const isStage = (name: ComparedField["name"]): name is JobStage => jobStages.some((stage) => stage === name);
