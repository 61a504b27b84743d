import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { makeQueryClient } from "@/components/query-client";
import { queueSettingsQuery } from "@/components/settings/queries";
import { QueueSettingsForm } from "@/components/settings/queue-settings-form";
import { listSettings } from "@/lib/settings/manage-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.queue")} · ${t("title")}` };
}

export default async function QueueSettingsPage() {
  await requireCaller("settings:manage");
  const cache = makeQueryClient();
  await cache.prefetchQuery({ ...queueSettingsQuery(), queryFn: listSettings });
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <QueueSettingsForm />
    </HydrationBoundary>
  );
}
