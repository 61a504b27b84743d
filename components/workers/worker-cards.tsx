"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "../time/relative-time";
import { FactsList } from "../ui/facts-list";
import { formatBytes } from "../ui/format-bytes";
import { WorkerActions } from "./worker-actions";
import { WorkerJobs, WorkerSlots } from "./worker-jobs";
import { WorkerName } from "./worker-name";
import { WorkerBadge, WorkerOrder } from "./worker-state";
import type { WorkerViewProps } from "./worker-table";

/** Workers where a table has no room: the same facts, one below the other. */
export function WorkerCards({ workers, canOperate }: WorkerViewProps) {
  const t = useTranslations("workers");
  return (
    <ul aria-label={t("caption")} className="divide-y border-y">
      {workers.map((worker) => (
        <li key={worker.worker_id} className="grid gap-3 py-4">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <WorkerName worker={worker} />
            </div>
            <WorkerBadge state={worker.state} />
          </div>
          <WorkerOrder worker={worker} />
          <FactsList
            facts={[
              { name: t("column.heartbeat"), value: <RelativeTime at={worker.heartbeat_at} /> },
              { name: t("column.slots"), value: <WorkerSlots worker={worker} /> },
              { name: t("column.jobs"), value: <WorkerJobs worker={worker} /> },
              { name: t("column.memory"), value: formatBytes(worker.memory_bytes) },
              { name: t("column.started"), value: <RelativeTime at={worker.started_at} /> },
            ]}
          />
          <WorkerActions worker={worker} canOperate={canOperate} />
        </li>
      ))}
    </ul>
  );
}
