"use client";

import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { CodeBlock } from "../ui/code-block";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { workersQuery } from "./queries";
import { WorkerCards } from "./worker-cards";
import { WorkerTable } from "./worker-table";

/** All workers, live: a table where there is room, cards below. */
export function WorkerList({ canOperate }: { canOperate: boolean }) {
  const t = useTranslations("workers");
  const { data: workers, error, refetch } = useQuery(workersQuery());
  if (!workers && error) {
    return <LoadFailure title={t("error.title")} error={error} onRetry={refetch} />;
  }
  if (!workers) return <Skeleton className="h-44 w-full" />;
  const isNoneAlive = workers.every(({ state }) => state === "dead");
  return (
    <div className="grid grid-cols-1 gap-6">
      {isNoneAlive && (
        <EmptyState icon={Server} title={t("none.title")}>
          <p className="mb-4">{t("none.body")}</p>
          <CodeBlock label={t("none.command")} text="npm run worker" />
        </EmptyState>
      )}
      {workers.length > 0 && (
        <>
          <div className="max-xl:hidden">
            <WorkerTable workers={workers} canOperate={canOperate} />
          </div>
          <div className="xl:hidden">
            <WorkerCards workers={workers} canOperate={canOperate} />
          </div>
        </>
      )}
    </div>
  );
}
