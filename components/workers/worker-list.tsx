"use client";

import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { Skeleton } from "../ui/skeleton";
import { workersQuery } from "./queries";
import { WorkerCards } from "./worker-cards";
import { WorkerTable } from "./worker-table";

/** All workers, live: a table where there is room, cards below. */
export function WorkerList({ canOperate }: { canOperate: boolean }) {
  const t = useTranslations("workers");
  const messageOf = useMessageOf();
  const common = useTranslations("common");
  const { data: workers, error, refetch } = useQuery(workersQuery());
  if (!workers && error) {
    return (
      <Notice look="error" title={t("error.title")} role="alert">
        <p>{messageOf(error)}</p>
        <Button size="small" onClick={() => void refetch()} className="mt-2">
          {common("tryAgain")}
        </Button>
      </Notice>
    );
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
