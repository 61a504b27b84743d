"use client";

import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";

type Phase = "start" | "abort" | "undo" | "end";

/** Words for what entries name. What has none, such as a refused reading, goes by its own name. */
export function useAuditWords() {
  const t = useTranslations("audit");
  type Key = Parameters<typeof t>[0];
  const wordOf = (path: string, name: string) => {
    // The names come from the database; `has` is what tells whether one is a key.
    const key = `${path}.${name}` as Key;
    return t.has(key) ? t(key) : name;
  };
  return {
    action: (name: string) => wordOf("action", name),
    /** What this entry says: an act on jobs is named with what it did to how many. */
    entry: ({ action, details }: Pick<AuditEntry, "action" | "details">) => {
      const phase = /^action\.(start|abort|undo|end)$/.exec(action)?.[1] as Phase | undefined;
      const { action: kind, total, changed = 0 } = details;
      if (!phase || typeof kind !== "string" || typeof total !== "number") return wordOf("action", action);
      return t(`jobs.${phase}`, { action: kind, count: total, changed: Number(changed) });
    },
    /** The name of a detail; one without words goes by its key. */
    detail: (key: string) => (t.has(`key.${key}` as Key) ? wordOf("key", key) : key.replaceAll("_", " ")),
    target: (type: string) => wordOf("target", type),
    actor: ({ actor_kind, actor_name }: Pick<AuditEntry, "actor_kind" | "actor_name">) =>
      actor_kind === "system" || actor_kind === "anonymous" ? t(actor_kind) : actor_name,
  };
}
