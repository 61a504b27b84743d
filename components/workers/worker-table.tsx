"use client";

import { useTranslations } from "next-intl";
import type { WorkerDetails } from "@/lib/contract/queue";
import { RelativeTime } from "../time/relative-time";
import { formatBytes } from "../ui/format-bytes";
import { WorkerActions } from "./worker-actions";
import { WorkerJobs, WorkerSlots } from "./worker-jobs";
import { WorkerName } from "./worker-name";
import { WorkerBadge, WorkerOrder } from "./worker-state";

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "px-3 py-3 align-top first:pl-0 last:pr-0";

export type WorkerViewProps = { workers: readonly WorkerDetails[]; canOperate: boolean };

/** Workers on a wide page. The widths are fixed, so that no change of a row moves another. */
export function WorkerTable({ workers, canOperate }: WorkerViewProps) {
  const t = useTranslations("workers");
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={`${head} w-56`}>
            {t("column.worker")}
          </th>
          <th scope="col" className={`${head} w-40`}>
            {t("column.state")}
          </th>
          <th scope="col" className={`${head} w-24`}>
            {t("column.heartbeat")}
          </th>
          <th scope="col" className={`${head} w-20`}>
            {t("column.slots")}
          </th>
          <th scope="col" className={head}>
            {t("column.jobs")}
          </th>
          <th scope="col" className={`${head} w-44`}>
            <span className="sr-only">{t("column.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => (
          <tr key={worker.worker_id} className="border-b">
            <th scope="row" className={`${cell} text-left font-normal`}>
              <WorkerName worker={worker} />
              <span className="block text-muted text-sm">
                {formatBytes(worker.memory_bytes)} ·{" "}
                {t.rich("started", { time: () => <RelativeTime at={worker.started_at} /> })}
              </span>
            </th>
            <td className={cell}>
              <WorkerBadge state={worker.state} />
              <div className="mt-1">
                <WorkerOrder worker={worker} />
              </div>
            </td>
            <td className={`${cell} whitespace-nowrap`}>
              <RelativeTime at={worker.heartbeat_at} />
            </td>
            <td className={cell}>
              <WorkerSlots worker={worker} />
            </td>
            <td className={cell}>
              <WorkerJobs worker={worker} />
            </td>
            <td className={cell}>
              <div className="flex justify-end">
                <WorkerActions worker={worker} canOperate={canOperate} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
