import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { makeQueryClient } from "@/components/query-client";
import { ROWS_PER_PAGE, tokensQuery } from "@/components/settings/queries";
import { TokenList } from "@/components/settings/token-list";
import { listApiTokens } from "@/lib/auth/api-tokens";
import { config } from "@/lib/config";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.tokens")} · ${t("title")}` };
}

export default async function TokensPage() {
  await requireCaller("token:manage");
  const cache = makeQueryClient();
  await cache.prefetchInfiniteQuery({
    ...tokensQuery(),
    queryFn: async () => {
      const { tokens, nextCursor, total } = await listApiTokens({ limit: ROWS_PER_PAGE });
      return { rows: tokens, nextCursor, total };
    },
  });
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <TokenList baseUrl={config().publicUrl} hasEnvironmentToken={config().apiToken !== null} />
    </HydrationBoundary>
  );
}
