"use client";

import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Job } from "@/lib/contract/jobs";
import { classNames } from "../ui/class-names";
import { JobActions } from "./job-actions";
import { cellOf, JobSelectBox, JobTitle } from "./job-cells";
import { directionOf, type JobColumn, jobColumns, usualColumns } from "./job-columns";
import type { JobAddress } from "./job-filters";
import { isSelected } from "./job-selection";
import { jobStatusLooks } from "./job-status";
import { PageBox } from "./page-box";
import { SortLink } from "./sort-link";
import { StatusBadge } from "./status-badge";
import { useJobActions } from "./use-job-actions";
import type { SelectionControls } from "./use-job-selection";
import { jobMark } from "./use-list-keys";

type JobTableProps = {
  jobs: readonly Job[];
  canAct: boolean;
  caption: string;
  /** What the address says of order and columns; heads then sort. */
  address?: JobAddress;
  /** Boxes to select with. */
  chosen?: SelectionControls;
};

type ColumnId = "select" | "state" | "lesson" | JobColumn | "actions";

/** The widths are fixed, so that no change of a row moves another; the lesson and the outcome share what is left. */
const looks: Record<ColumnId, string> = {
  select: "w-8",
  state: "w-32",
  lesson: "",
  outcome: "",
  style: "w-28",
  priority: "w-20",
  user: "w-36",
  worker: "w-44",
  error: "w-44",
  attempts: "w-20 text-right",
  slides: "w-16 text-right",
  id: "w-24",
  created: "w-24 text-right",
  started: "w-24 text-right",
  ended: "w-24 text-right",
  duration: "w-24 text-right",
  actions: "w-24",
};

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "h-11 px-3 first:pl-0 last:pr-0";

const columns: ColumnDef<Job>[] = [
  { id: "select", enableHiding: false },
  {
    id: "state",
    enableHiding: false,
    cell: ({ row }) => <StatusBadge look={jobStatusLooks[row.original.status]} />,
  },
  { id: "lesson", enableHiding: false, cell: ({ row }) => <JobTitle job={row.original} /> },
  ...jobColumns.map((id): ColumnDef<Job> => ({ id, cell: ({ row }) => cellOf(id, row.original) })),
  { id: "actions", enableHiding: false },
];

/** Jobs on a wide page: columns to choose, heads to sort by, boxes to select with. */
export function JobTable({ jobs, address, canAct, caption, chosen }: JobTableProps) {
  const shown = address?.columns ?? usualColumns;
  const hasBoxes = chosen !== undefined;
  const columnVisibility = useMemo(
    () => ({
      ...Object.fromEntries(jobColumns.map((id) => [id, shown.includes(id)])),
      select: hasBoxes,
    }),
    [shown, hasBoxes],
  );
  const actions = useJobActions();
  const table = useReactTable({
    data: jobs as Job[], // the table only reads them
    columns,
    state: { columnVisibility },
    getRowId: (job) => job.job_id,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
  });

  return (
    <div className="relative overflow-x-auto">
      <table className={classNames("w-full table-fixed border-collapse", widthFor(shown))}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b">
            {table.getVisibleLeafColumns().map(({ id }) => (
              <Head key={id} column={id as ColumnId} jobs={jobs} address={address} chosen={chosen} />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => {
            const job = row.original;
            const isChosen = chosen !== undefined && isSelected(chosen.selection, job.job_id);
            return (
              <tr
                key={row.id}
                {...jobMark(job.job_id)}
                className={classNames(
                  "border-b transition-colors hover:bg-canvas has-[[data-job-link]:focus-visible]:bg-canvas",
                  isChosen && "bg-accent-soft hover:bg-accent-soft",
                )}
              >
                {row.getVisibleCells().map(({ id, column, getContext }) => {
                  const name = column.id as ColumnId; // `columns` has no others
                  return (
                    <td key={id} className={classNames(cell, looks[name], "w-auto")}>
                      {name === "select" ? (
                        chosen && <JobSelectBox job={job} isChosen={isChosen} onToggle={chosen.toggle} />
                      ) : name === "actions" ? (
                        <JobActions job={job} canAct={canAct} look="icons" actions={actions} />
                      ) : (
                        flexRender(column.columnDef.cell, getContext())
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type HeadProps = Pick<JobTableProps, "jobs" | "address" | "chosen"> & { column: ColumnId };

function Head({ column, jobs, address, chosen }: HeadProps) {
  const t = useTranslations("jobs");
  const look = classNames(head, looks[column]);
  if (column === "select")
    return <th className={look}>{chosen && <PageBox jobs={jobs} chosen={chosen} isWordless />}</th>;
  if (!isOptional(column) || !address) {
    const words = t(`columns.${column}`);
    return (
      <th scope="col" className={look}>
        {column === "actions" ? <span className="sr-only">{words}</span> : words}
      </th>
    );
  }
  return (
    <th scope="col" aria-sort={directionOf(column, address.sort) ?? undefined} className={look}>
      <SortLink column={column} address={address} />
    </th>
  );
}

const isOptional = (column: ColumnId): column is JobColumn =>
  (jobColumns as readonly string[]).includes(column);

/** In rem, as in `looks`. */
const widths: Record<JobColumn, number> = {
  ...{ outcome: 14, style: 7, priority: 5, user: 9, worker: 11, error: 11, attempts: 5, slides: 4 },
  ...{ id: 6, created: 6, started: 6, ended: 6, duration: 6 },
};
/** State, actions, boxes, and a lesson that can be read. */
const REST = 30;

/** What the columns need; where the page has less, the table scrolls sideways by itself. */
function widthFor(shown: readonly JobColumn[]): string {
  const needed = shown.reduce((sum, column) => sum + widths[column], REST);
  if (needed <= 70) return "min-w-[60rem]";
  if (needed <= 84) return "min-w-[84rem]";
  return needed <= 104 ? "min-w-[104rem]" : "min-w-[126rem]";
}
