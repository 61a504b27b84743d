"use client";

import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";

/** Words for what entries name. What has none, such as a refused reading, goes by its own name. */
export function useAuditWords() {
  const t = useTranslations("audit");
  const wordOf = (path: string, name: string) => {
    // The names come from the database; `has` is what tells whether one is a key.
    const key = `${path}.${name}` as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : name;
  };
  return {
    action: (name: string) => wordOf("action", name),
    target: (type: string) => wordOf("target", type),
    actor: ({ actor_kind, actor_name }: Pick<AuditEntry, "actor_kind" | "actor_name">) =>
      actor_kind === "system" || actor_kind === "anonymous" ? t(actor_kind) : actor_name,
  };
}
