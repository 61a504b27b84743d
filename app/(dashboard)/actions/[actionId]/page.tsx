import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { found } from "@/app/_found";
import { ActionView } from "@/components/actions/action-view";
import { actionQuery, UNCHANGED_PER_PAGE } from "@/components/actions/queries";
import { makeQueryClient } from "@/components/query-client";
import { can } from "@/lib/auth/caller";
import { readAction } from "@/lib/jobs/actions/read-actions";

/** Title and page ask for the same action: read once a request. */
const readPage = cache(async (actionId: string, cursor: string | undefined) => {
  const caller = await requireCaller("job:read");
  const page = await found(readAction(actionId, { limit: UNCHANGED_PER_PAGE, cursor }, caller));
  return { caller, page };
});

type Props = PageProps<"/actions/[actionId]">;

async function addressOf({ params, searchParams }: Props) {
  const cursor = pageCursor.parse((await searchParams).cursor);
  return { actionId: (await params).actionId, cursor };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { actionId, cursor } = await addressOf(props);
  const { page } = await readPage(actionId, cursor);
  const t = await getTranslations("actions");
  return { title: t(`named.${page.action.action}`, { count: page.action.total }) };
}

export default async function ActionPage(props: Props) {
  const { actionId, cursor } = await addressOf(props);
  const { caller, page } = await readPage(actionId, cursor);
  const client = makeQueryClient();
  client.setQueryData(actionQuery(actionId, cursor).queryKey, page);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ActionView initialAction={page.action} cursor={cursor} canAct={can(caller, "job:act")} />
    </HydrationBoundary>
  );
}
