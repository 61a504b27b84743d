import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSwitch } from "../preferences/language-switch";
import { BrandMark } from "../shell/brand";

/** The frame of the pages outside the dashboard. */
export function AuthPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const t = useTranslations("auth");
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-4 pt-[min(14vh,8rem)] pb-16">
      <div className="w-full max-w-sm">
        <BrandMark className="mb-6 size-8" />
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        <p className="mt-1 mb-6 text-muted">{lead}</p>
        {children}
        <div className="-ml-2 mt-8 border-t pt-3">
          <LanguageSwitch label={t("language")} />
        </div>
      </div>
    </main>
  );
}
