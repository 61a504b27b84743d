"use client";

import Link from "next/link";
import type { AuditEntry } from "@/lib/contract/audit";
import { auditHref } from "./audit-filters";
import { useAuditWords } from "./use-audit-words";

const pages: Readonly<Record<string, string>> = {
  job: "/jobs",
  lesson: "/lessons",
  presentation: "/presentations",
  action: "/actions",
};

type AuditTargetProps = { entry: Pick<AuditEntry, "target_type" | "target_id"> };

/** What an entry is about, with a link to its page; what has no page leads to all entries about it. */
export function AuditTarget({ entry: { target_type, target_id } }: AuditTargetProps) {
  const words = useAuditWords();
  if (target_type === null) return null;
  const page = pages[target_type];
  return (
    <span className="flex min-w-0 flex-col">
      <span>{words.target(target_type)}</span>
      {target_id !== null && (
        <Link
          href={page ? `${page}/${encodeURIComponent(target_id)}` : auditHref({ target_id })}
          prefetch={false}
          title={target_id}
          className="truncate rounded-sm font-mono text-muted text-xs hover:text-accent-ink hover:underline max-md:py-1"
        >
          {target_id}
        </Link>
      )}
    </span>
  );
}
