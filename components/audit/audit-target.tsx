"use client";

import Link from "next/link";
import type { AuditEntry } from "@/lib/contract/audit";
import { auditHref } from "./audit-filters";
import { pageOfTarget } from "./audit-pages";
import { useAuditWords } from "./use-audit-words";

type AuditTargetProps = { entry: Pick<AuditEntry, "target_type" | "target_id" | "details"> };

/** What an entry is about and of which lesson, with links to their pages; what has no page leads to all entries about it. */
export function AuditTarget({ entry: { target_type, target_id, details } }: AuditTargetProps) {
  const words = useAuditWords();
  const { lesson_id } = details;
  return (
    <span className="flex min-w-0 flex-col">
      {target_type !== null && <span>{words.target(target_type)}</span>}
      {target_type !== null && target_id !== null && <TargetLink type={target_type} id={target_id} />}
      {typeof lesson_id === "string" && (
        <>
          <span>{words.target("lesson")}</span>
          <TargetLink type="lesson" id={lesson_id} />
        </>
      )}
    </span>
  );
}

function TargetLink({ type, id }: { type: string; id: string }) {
  return (
    <Link
      href={pageOfTarget(type, id) ?? auditHref({ target_id: id })}
      prefetch={false}
      title={id}
      className="truncate rounded-sm font-mono text-muted text-xs hover:text-accent-ink hover:underline max-md:py-1"
    >
      {id}
    </Link>
  );
}
