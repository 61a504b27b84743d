"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/contract/audit";
import { type Fact, FactsList } from "../ui/facts-list";
import { AuditAddress } from "./audit-address-value";
import { auditHref } from "./audit-filters";
import { pageOfTarget } from "./audit-pages";
import { changesOf } from "./changes";
import { useAuditWords } from "./use-audit-words";

const link = "rounded-sm text-accent-ink underline underline-offset-2";

/** All that an entry says: why, what was before and after, and by which request. */
export function AuditDetails({ entry }: { entry: AuditEntry }) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const { request_id, credential_id, target_id, address } = entry;
  // Which act it was, the entry's own words say.
  const { action: _, ...rest } = entry.details;
  const details: AuditEntry["details"] = entry.action.startsWith("action.") ? rest : entry.details;
  const facts: Fact[] = [
    ...(typeof details.reason === "string" ? [{ name: t("detail.reason"), value: details.reason }] : []),
    ...changesOf(details).map(({ name, before, value }) => ({
      name: words.detail(name),
      value:
        before === undefined ? (
          <Value name={name} value={value} />
        ) : (
          <span className="inline-flex flex-wrap items-center gap-2">
            <span className="sr-only">{t("detail.from")}</span>
            <span className="text-muted line-through">
              <Value value={before} />
            </span>
            <ArrowRight aria-hidden className="size-3.5 text-muted" />
            <span className="sr-only">{t("detail.to")}</span>
            <Value value={value} />
          </span>
        ),
    })),
    ...(target_id
      ? [
          {
            name: t("detail.target"),
            value: (
              <>
                <span className="font-mono text-xs">{target_id}</span>{" "}
                <Link href={auditHref({ target_id })} prefetch={false} className={link}>
                  {t("about")}
                </Link>
              </>
            ),
          },
        ]
      : []),
    ...(address !== null || request_id !== null
      ? [{ name: t("detail.address"), value: <AuditAddress entry={entry} isExplained /> }]
      : []),
    ...(credential_id
      ? [{ name: t("detail.credential"), value: <span className="font-mono text-xs">{credential_id}</span> }]
      : []),
    ...(request_id
      ? [
          {
            name: t("detail.request"),
            value: (
              <Link href={auditHref({ request_id })} prefetch={false} className={`font-mono text-xs ${link}`}>
                {request_id}
              </Link>
            ),
          },
        ]
      : []),
  ];
  return <FactsList facts={facts} />;
}

/** `lesson_id` and `job_ids` name things that have pages. */
const NAMES_THINGS = /^(job|lesson|presentation|action)_ids?$/;

function Value({ name, value }: { name?: string; value: unknown }) {
  const t = useTranslations("audit");
  const type = name && NAMES_THINGS.exec(name)?.[1];
  if (type) {
    const ids = [value].flat().filter((id) => typeof id === "string");
    if (ids.length > 0) return <Things type={type} ids={ids} />;
  }
  if (value === null || value === undefined || value === "") {
    return <span className="text-muted">{t("detail.nothing")}</span>;
  }
  if (typeof value === "boolean") return <span>{t(value ? "detail.yes" : "detail.no")}</span>;
  if (Array.isArray(value) && value.every((part) => typeof part !== "object")) {
    return <span>{value.length === 0 ? t("detail.nothing") : value.join(", ")}</span>;
  }
  if (typeof value === "object") return <code className="font-mono text-xs">{JSON.stringify(value)}</code>;
  return <span>{String(value)}</span>;
}

function Things({ type, ids }: { type: string; ids: readonly string[] }) {
  return (
    <ul className="max-h-48 overflow-y-auto">
      {ids.map((id) => (
        <li key={id}>
          <Link
            href={pageOfTarget(type, id) ?? auditHref({ target_id: id })}
            prefetch={false}
            className={`font-mono text-xs ${link}`}
          >
            {id}
          </Link>
        </li>
      ))}
    </ul>
  );
}
