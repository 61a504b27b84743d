import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { makeQueryClient } from "@/components/query-client";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { ROWS_PER_PAGE, sessionsQuery } from "@/components/settings/queries";
import { SessionList } from "@/components/settings/session-list";
import { TotpPanel } from "@/components/settings/totp-panel";
import { Section } from "@/components/ui/section";
import { listSessions } from "@/lib/auth/sessions";
import { needsCode } from "@/lib/auth/totp";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.account")} · ${t("title")}` };
}

export default async function AccountPage() {
  const caller = await requireCaller();
  const t = await getTranslations("settings.account");
  const cache = makeQueryClient();
  const [hasTotp] = await Promise.all([
    needsCode(caller.userId ?? ""),
    cache.prefetchInfiniteQuery({
      ...sessionsQuery(),
      queryFn: async () => {
        const { sessions, nextCursor, total } = await listSessions({ limit: ROWS_PER_PAGE }, caller);
        return { rows: sessions, nextCursor, total };
      },
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <div className="grid max-w-2xl gap-8">
        <Section title={t("profile")}>
          {/* Anew when the address has changed: what was typed is then what holds. */}
          <ProfileForm key={caller.email} name={caller.name} email={caller.email ?? ""} />
        </Section>
        <Section title={t("password")}>
          <PasswordForm />
        </Section>
        <Section title={t("totp")}>
          <TotpPanel isOn={hasTotp} />
        </Section>
        <Section title={t("sessions")}>
          <SessionList />
        </Section>
      </div>
    </HydrationBoundary>
  );
}
