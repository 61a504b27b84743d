import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requireCaller } from "@/app/_auth";
import { type SettingsTab, SettingsTabs } from "@/components/settings/settings-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/caller";
import type { Permission } from "@/lib/contract/permissions";

const tabs: readonly (SettingsTab & { needs?: Permission })[] = [
  { href: "/settings", name: "appearance" },
  { href: "/settings/account", name: "account" },
  { href: "/settings/people", name: "people", needs: "user:manage" },
  { href: "/settings/tokens", name: "tokens", needs: "token:manage" },
  { href: "/settings/queue", name: "queue", needs: "settings:manage" },
];

/** The head of every page of the settings, with the tabs that this person may see. It guards nothing: each page does. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const caller = await requireCaller();
  const t = await getTranslations("settings");
  const allowed = tabs.filter(({ needs }) => needs === undefined || can(caller, needs));
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs tabs={allowed.map(({ href, name }) => ({ href, name }))} />
      {children}
    </>
  );
}
