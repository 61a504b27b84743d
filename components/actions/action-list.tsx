"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { BulkAction } from "@/lib/contract/bulk-actions";
import { LoadFailure } from "../http/load-failure";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ActionStateBadge } from "./action-state";
import { actionListQuery } from "./queries";

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "h-11 px-3 first:pl-0 last:pr-0";

/** Acts on many jobs, newest first; those that go on are followed. */
export function ActionList({ cursor }: { cursor: string | undefined }) {
  const t = useTranslations("actions.list");
  const { data: page, error, refetch } = useQuery(actionListQuery(cursor));
  if (!page && error) {
    return <LoadFailure title={t("failed")} error={error} onRetry={refetch} />;
  }
  if (!page) return <div className="skeleton h-96" />;
  if (page.actions.length === 0) {
    return (
      <EmptyState icon={ListChecks} title={t("empty")}>
        <p>{t("emptyHint")}</p>
        <Button asChild className="mt-3">
          <Link href="/jobs">{t("toJobs")}</Link>
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <ActionTable actions={page.actions} />
      <ActionCards actions={page.actions} />
      <nav aria-label={t("caption")} className="flex items-center justify-between gap-4 pt-4">
        <p className="text-muted text-sm">{t("total", { count: page.total })}</p>
        <div className="flex gap-2">
          {cursor !== undefined && (
            <Button asChild>
              <Link href="/actions">{t("newest")}</Link>
            </Button>
          )}
          {page.nextCursor && (
            <Button asChild>
              <Link href={`/actions?cursor=${encodeURIComponent(page.nextCursor)}`}>{t("older")}</Link>
            </Button>
          )}
        </div>
      </nav>
    </>
  );
}

type ActionsProps = { actions: readonly BulkAction[] };

function ActionTable({ actions }: ActionsProps) {
  const t = useTranslations("actions.list");
  return (
    <table className="w-full table-fixed border-collapse max-md:hidden">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={head}>
            {t("what")}
          </th>
          <th scope="col" className={`${head} w-32`}>
            {t("state")}
          </th>
          <th scope="col" className={`${head} w-64`}>
            {t("result")}
          </th>
          <th scope="col" className={`${head} w-52`}>
            {t("by")}
          </th>
          <th scope="col" className={`${head} w-28 text-right`}>
            {t("when")}
          </th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action.action_id} className="border-b transition-colors hover:bg-canvas">
            <td className={cell}>
              <ActionLink action={action} />
            </td>
            <td className={cell}>
              <ActionStateBadge state={action.state} />
            </td>
            <td className={`${cell} truncate`}>
              <ActionResult action={action} />
            </td>
            <td className={`${cell} truncate text-muted`} title={action.started_by}>
              {action.started_by}
            </td>
            <td className={`${cell} whitespace-nowrap text-right text-muted`}>
              <RelativeTime at={action.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ActionCards({ actions }: ActionsProps) {
  const t = useTranslations("actions.list");
  return (
    <ul aria-label={t("caption")} className="divide-y border-b md:hidden">
      {actions.map((action) => (
        <li key={action.action_id} className="grid gap-1.5 py-3 first:pt-0">
          <div className="flex items-center justify-between gap-3">
            <ActionStateBadge state={action.state} />
            <span className="text-muted text-sm">
              <RelativeTime at={action.created_at} />
            </span>
          </div>
          <ActionLink action={action} />
          <p className="text-sm">
            <ActionResult action={action} />
          </p>
          <p className="truncate text-muted text-sm">{action.started_by}</p>
        </li>
      ))}
    </ul>
  );
}

function ActionLink({ action }: { action: BulkAction }) {
  const t = useTranslations("actions");
  return (
    <span className="flex min-w-0 items-baseline gap-2 max-md:flex-col max-md:gap-0">
      <Link
        href={`/actions/${action.action_id}`}
        prefetch={false}
        className="shrink-0 rounded-sm py-1 font-medium hover:text-accent-ink hover:underline max-md:text-lg"
      >
        {t(`named.${action.action}`, { count: action.total })}
      </Link>
      {action.reason && <span className="min-w-0 max-w-full truncate text-muted">{action.reason}</span>}
    </span>
  );
}

/** What came of it, or how far it is. */
function ActionResult({ action }: { action: BulkAction }) {
  const t = useTranslations("actions.list");
  const now = useNow();
  const times = useTimes();
  const { state, total, changed, restored } = action;
  if (state === "scheduled") {
    const seconds = Math.max(0, Math.ceil((Date.parse(action.run_at) - now) / 1000));
    return t("begins", { duration: times.duration(seconds) });
  }
  if (state === "undoing" || state === "undone") {
    return changed === 0 ? t("neverRan") : t("restored", { count: restored });
  }
  return t(action.total_is_exact ? "changed" : "changedAbout", { changed, total });
}
