"use client";

import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";
import { RelativeTime } from "../time/relative-time";
import { AuditAction } from "./audit-action";
import { AuditDetails } from "./audit-details";
import { AuditTarget } from "./audit-target";
import { useAuditWords } from "./use-audit-words";

/** Entries where a table has no room: the same facts, one below the other. */
export function AuditCards({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  return (
    <ul aria-label={t("caption")} className="divide-y border-y">
      {entries.map((entry) => (
        <li key={entry.id} className="grid grid-cols-1 gap-1 py-3">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <AuditAction entry={entry} />
            </div>
            <span className="shrink-0 text-muted text-sm">
              <RelativeTime at={entry.at} />
            </span>
          </div>
          <p className="truncate text-sm">
            {words.actor(entry)} <span className="text-muted">· {t(`kind.${entry.actor_kind}`)}</span>
          </p>
          <AuditTarget entry={entry} />
          <details>
            <summary
              aria-label={t("show", { id: entry.id })}
              className="w-fit rounded-sm py-2 text-accent-ink text-sm"
            >
              {t("column.more")}
            </summary>
            <AuditDetails entry={entry} />
          </details>
        </li>
      ))}
    </ul>
  );
}
