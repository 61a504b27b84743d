import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { PausedNotice, QueuePauseButton } from "@/components/overview/queue-pause";
import { makeQueryClient } from "@/components/query-client";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { ModelRestNotice } from "@/components/workers/model-rest";
import { workersQuery } from "@/components/workers/queries";
import { WorkerFacts } from "@/components/workers/worker-facts";
import { WorkerList } from "@/components/workers/worker-list";
import { can, ownerOf } from "@/lib/auth/caller";
import { listWorkers, queueState, shownPause } from "@/lib/jobs/steer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workers");
  return { title: t("title") };
}

export default async function WorkersPage() {
  const caller = await requireCaller("job:read");
  // Machines are nothing of a teacher's.
  if (ownerOf(caller) !== null) forbidden();
  const t = await getTranslations("workers");
  const cache = makeQueryClient();
  const [queue, pause] = await Promise.all([
    queueState(caller),
    shownPause(caller),
    cache.prefetchQuery({
      ...workersQuery(),
      queryFn: () => listWorkers({ include_dead: true }, caller),
    }),
  ]);
  const canOperate = can(caller, "queue:operate");
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RefreshOnChange />
      <PageHeader
        title={t("title")}
        facts={<WorkerFacts />}
        actions={
          <>
            <QueuePauseButton isPaused={queue.paused} canOperate={canOperate} />
            <CopyAsCurl method="GET" path="/api/presentations/workers?include_dead=true" look="icon" />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        {pause && <PausedNotice pause={pause} />}
        <ModelRestNotice model={queue.language_model} />
        <WorkerList canOperate={canOperate} />
      </div>
    </HydrationBoundary>
  );
}
