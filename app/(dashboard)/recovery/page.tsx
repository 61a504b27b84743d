import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { makeQueryClient } from "@/components/query-client";
import { AddressSelect } from "@/components/recovery/address-select";
import { Cleanup } from "@/components/recovery/cleanup";
import { recoveryQuery } from "@/components/recovery/queries";
import { recoveryFilters } from "@/components/recovery/recovery-address";
import { RecoveryFacts } from "@/components/recovery/recovery-facts";
import { recoveryHref } from "@/components/recovery/recovery-filters";
import { TroubleGroups } from "@/components/recovery/trouble-groups";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { can, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { previewCleanUp } from "@/lib/jobs/maintenance";
import { previewRecovery } from "@/lib/jobs/recovery/preview";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recovery");
  return { title: t("title") };
}

const WAITING_MINUTES = [5, 15, 30, 60, 120];

export default async function RecoveryPage({ searchParams }: PageProps<"/recovery">) {
  const filters = recoveryFilters.parse(await searchParams);
  const caller = await requireCaller("job:read");
  // Whose worker is gone is nothing of a teacher's.
  if (ownerOf(caller) !== null) forbidden();
  const t = await getTranslations("recovery");
  const cache = makeQueryClient();
  const { timeout_minutes } = filters;
  const [cleanup] = await Promise.all([
    previewCleanUp(filters.max_age_hours),
    cache.prefetchQuery({
      ...recoveryQuery(timeout_minutes),
      queryFn: () => previewRecovery({ timeout_minutes }, caller),
    }),
  ]);
  const shownMinutes = timeout_minutes ?? config().orphanedJobTimeoutMinutes;
  const offered = [...new Set([...WAITING_MINUTES, shownMinutes])].sort((a, b) => a - b);

  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PageHeader
        title={t("title")}
        facts={<RecoveryFacts timeoutMinutes={timeout_minutes} />}
        actions={
          <>
            <AddressSelect
              label={t("waitingAfter")}
              value={String(shownMinutes)}
              options={offered.map((minutes) => ({
                value: String(minutes),
                words: t("minutes", { minutes }),
                href: recoveryHref(filters, { timeout_minutes: minutes }),
              }))}
            />
            <CopyAsCurl method="GET" path={apiPath(timeout_minutes)} look="icon" />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-10">
        <TroubleGroups
          timeoutMinutes={timeout_minutes}
          canOperate={can(caller, "queue:operate")}
          canAudit={can(caller, "audit:read")}
        />
        <Cleanup filters={filters} preview={cleanup} canClean={can(caller, "settings:manage")} />
      </div>
    </HydrationBoundary>
  );
}

/** The call that gives the jobs in trouble. Left out: what the server is set to. */
function apiPath(timeoutMinutes: number | undefined): string {
  const query = timeoutMinutes === undefined ? "" : `?timeout_minutes=${timeoutMinutes}`;
  return `/api/presentations/jobs/system/recovery${query}`;
}
