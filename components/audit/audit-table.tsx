"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import type { AuditEntry } from "@/lib/contract/audit";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { AuditAction } from "./audit-action";
import { AuditAddress } from "./audit-address-value";
import { AuditDetails } from "./audit-details";
import { type AuditFilters, auditHref } from "./audit-filters";
import { AuditTarget } from "./audit-target";
import { useAuditWords } from "./use-audit-words";

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "px-3 py-2.5 align-top first:pl-0 last:pr-0";

type AuditTableProps = { entries: readonly AuditEntry[]; filters: AuditFilters };

/** Entries on a wide page; each opens to all that it says. */
export function AuditTable({ entries, filters }: AuditTableProps) {
  const t = useTranslations("audit");
  const words = useAuditWords();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());

  function toggle(id: number) {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  }

  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={`${head} w-9`}>
            <span className="sr-only">{t("column.more")}</span>
          </th>
          <th scope="col" className={`${head} w-28`}>
            {t("column.time")}
          </th>
          <th scope="col" className={`${head} w-52`}>
            {t("column.actor")}
          </th>
          <th scope="col" className={head}>
            {t("column.action")}
          </th>
          <th scope="col" className={`${head} w-56`}>
            {t("column.target")}
          </th>
          <th scope="col" className={`${head} hidden w-36 2xl:table-cell`}>
            {t("column.address")}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const isOpen = open.has(entry.id);
          const { actor_id } = entry;
          return (
            <Fragment key={entry.id}>
              <tr className={isOpen ? "" : "border-b"}>
                <td className={cell}>
                  <Button
                    look="quiet"
                    size="icon"
                    aria-expanded={isOpen}
                    aria-controls={isOpen ? `entry-${entry.id}` : undefined}
                    aria-label={t("show", { id: entry.id })}
                    onClick={() => toggle(entry.id)}
                    className="-my-1.5 -ml-1"
                  >
                    <ChevronRight
                      aria-hidden
                      className={classNames("transition-transform", isOpen && "rotate-90")}
                    />
                  </Button>
                </td>
                <td className={`${cell} whitespace-nowrap text-muted`}>
                  <RelativeTime at={entry.at} />
                </td>
                <td className={cell}>
                  {actor_id ? (
                    <Link
                      href={auditHref(filters, { actor_id })}
                      prefetch={false}
                      title={t("onlyThis", { name: words.actor(entry) })}
                      className="block truncate rounded-sm hover:text-accent-ink hover:underline"
                    >
                      {words.actor(entry)}
                    </Link>
                  ) : (
                    <span className="block truncate">{words.actor(entry)}</span>
                  )}
                  <span className="block text-muted text-xs">{t(`kind.${entry.actor_kind}`)}</span>
                </td>
                <td className={cell}>
                  <AuditAction entry={entry} />
                </td>
                <td className={cell}>
                  <AuditTarget entry={entry} />
                </td>
                <td className={`${cell} hidden truncate text-muted text-sm 2xl:table-cell`}>
                  <AuditAddress entry={entry} />
                </td>
              </tr>
              {isOpen && (
                <tr id={`entry-${entry.id}`} className="border-b">
                  <td />
                  <td colSpan={5} className="px-3 pt-1 pb-4">
                    <AuditDetails entry={entry} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
