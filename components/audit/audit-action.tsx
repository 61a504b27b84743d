"use client";

import { ShieldX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";
import { useAuditWords } from "./use-audit-words";

/** What was done or refused, and the reason that was given. */
export function AuditAction({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const { reason } = entry.details;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2" title={entry.action}>
        {words.entry(entry)}
        {entry.outcome === "denied" && (
          <span className="inline-flex items-center gap-1 rounded-full bg-failed/8 px-2 font-medium text-failed text-sm">
            <ShieldX aria-hidden className="size-3.5" />
            {t("denied")}
          </span>
        )}
      </span>
      {typeof reason === "string" && (
        <span className="line-clamp-2 wrap-anywhere text-muted text-sm">{reason}</span>
      )}
    </>
  );
}
