import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { LanguageChoice } from "@/components/settings/language-choice";
import { ThemeChoice } from "@/components/settings/theme-choice";
import { TimeZoneChoice } from "@/components/settings/time-zone-choice";
import { Section } from "@/components/ui/section";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.appearance")} · ${t("title")}` };
}

export default async function AppearancePage() {
  await requireCaller();
  const t = await getTranslations("settings.appearance");
  return (
    <div className="grid max-w-xl gap-8">
      <Section title={t("language")}>
        <p className="mb-3 text-muted">{t("languageHint")}</p>
        <LanguageChoice />
      </Section>
      <Section title={t("theme")}>
        <ThemeChoice />
      </Section>
      <Section title={t("timeZone")}>
        <TimeZoneChoice />
      </Section>
    </div>
  );
}
