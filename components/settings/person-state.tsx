"use client";

import { CircleCheck, CircleSlash, Mail, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Person } from "@/lib/contract/people";

const looks = {
  active: { icon: CircleCheck, className: "text-completed" },
  invited: { icon: Mail, className: "text-pending" },
  disabled: { icon: CircleSlash, className: "text-muted" },
} as const;

/** Whether somebody can sign in, and with what. */
export function PersonState({ person }: { person: Person }) {
  const t = useTranslations("settings.people");
  const state = person.disabled_at !== null ? "disabled" : person.has_password ? "active" : "invited";
  const { icon: Icon, className } = looks[state];
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm">
      <span className={`inline-flex items-center gap-1.5 ${className}`}>
        <Icon aria-hidden className="size-3.5" />
        {t(`states.${state}`)}
      </span>
      {person.has_totp && (
        <span className="inline-flex items-center gap-1.5 text-muted">
          <ShieldCheck aria-hidden className="size-3.5" />
          {t("hasTotp")}
        </span>
      )}
    </span>
  );
}
