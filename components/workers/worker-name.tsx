"use client";

import { useTranslations } from "next-intl";
import type { WorkerDetails } from "@/lib/contract/queue";

/** What people call a worker: its machine and its process there. */
export function nameOf({ host, pid }: Pick<WorkerDetails, "host" | "pid">): string {
  return `${host} · ${pid}`;
}

/** The name, below it the version and the id that jobs carry. */
export function WorkerName({ worker }: { worker: WorkerDetails }) {
  const t = useTranslations("workers");
  return (
    <>
      <span className="block truncate font-medium" title={worker.host}>
        {nameOf(worker)}
      </span>
      <span className="block text-muted text-sm">{t("version", { version: worker.version })}</span>
      <span className="block truncate font-mono text-muted text-xs" title={worker.worker_id}>
        {worker.worker_id}
      </span>
    </>
  );
}
