"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Pencil, Users } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { SavedView } from "@/lib/contract/views";
import { useMessageOf } from "../http/use-message-of";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Popover } from "../ui/popover";
import { Skeleton } from "../ui/skeleton";
import { type JobAddress, toQuery } from "./job-filters";
import { useHold } from "./list-holds";
import { viewsQuery } from "./queries";

const ViewDialog = dynamic(() => import("./view-dialog").then((module) => module.ViewDialog), { ssr: false });

/** Each look counts the jobs of every view. */
const COUNT_EVERY_MS = 5_000;

/** "new": the list in view is to be saved. */
type Edited = SavedView | "new";

/** The lists that somebody keeps, their own and shared ones, with the number of jobs in each now. */
export function ViewsMenu({ address }: { address: JobAddress }) {
  const t = useTranslations("jobs.views");
  const [isOpen, setOpen] = useState(false);
  const [edited, setEdited] = useState<Edited | null>(null);
  useHold(isOpen);
  // A view begins on its first page.
  const query = toQuery({ ...address, cursor: undefined });

  function edit(what: Edited) {
    setOpen(false);
    setEdited(what);
  }

  return (
    <>
      <Popover
        isOpen={isOpen}
        onOpenChange={setOpen}
        label={t("label")}
        align="end"
        className="w-96"
        trigger={
          <Button>
            <Bookmark aria-hidden />
            {t("label")}
          </Button>
        }
      >
        <ViewList query={query} onEdit={edit} onChosen={() => setOpen(false)} />
        <div className="border-t p-2">
          <Button look="quiet" onClick={() => edit("new")}>
            <BookmarkPlus aria-hidden />
            {t("save")}
          </Button>
        </div>
      </Popover>
      {edited && (
        <ViewDialog
          view={edited === "new" ? null : edited}
          query={query}
          onClose={() => setEdited(null)}
          key={edited === "new" ? "new" : edited.view_id}
        />
      )}
    </>
  );
}

type ViewListProps = { query: string; onEdit: (view: SavedView) => void; onChosen: () => void };

function ViewList({ query, onEdit, onChosen }: ViewListProps) {
  const t = useTranslations("jobs.views");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();
  const { data: views, error } = useQuery({ ...viewsQuery(), refetchOnMount: "always" });
  const countAgain = useAtMostEvery(COUNT_EVERY_MS, () => void queryClient.invalidateQueries(viewsQuery()));
  useJobChanges(countAgain);

  if (!views) {
    return error ? (
      <p role="alert" className="p-4 text-failed">
        {messageOf(error)}
      </p>
    ) : (
      <div className="grid gap-3 p-4">
        <Skeleton className="h-5" />
        <Skeleton className="h-5 w-2/3" />
      </div>
    );
  }
  if (views.length === 0) return <p className="p-4 text-muted">{t("none")}</p>;
  return (
    <ul aria-label={t("label")} className="p-1">
      {views.map((view) => (
        <li key={view.view_id} className="flex items-center gap-1">
          <ViewLink view={view} isCurrent={view.query === query} onChosen={onChosen} />
          {view.can_change && (
            <Button
              look="quiet"
              size="icon"
              aria-label={t("change", { name: view.name })}
              hint={t("changeHint")}
              onClick={() => onEdit(view)}
            >
              <Pencil aria-hidden />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

type ViewLinkProps = { view: SavedView; isCurrent: boolean; onChosen: () => void };

function ViewLink({ view, isCurrent, onChosen }: ViewLinkProps) {
  const t = useTranslations("jobs.views");
  const format = useFormatter();
  const { jobs } = view;
  return (
    <Link
      href={view.query === "" ? "/jobs" : `/jobs?${view.query}`}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      onClick={onChosen}
      className={classNames(
        "flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-3 py-1.5 hover:bg-hover max-md:min-h-11",
        isCurrent && "bg-accent-soft font-medium text-accent-ink",
      )}
    >
      <span className="min-w-0 truncate">{view.name}</span>
      {view.is_shared && (
        <span className="flex shrink-0 items-center gap-1 text-muted text-sm">
          <Users aria-hidden className="size-3.5" />
          {view.is_own ? t("shared") : t("sharedBy", { name: view.owner_name })}
        </span>
      )}
      <span className="ml-auto shrink-0 pl-2 text-muted text-sm">
        {jobs &&
          (jobs.is_exact ? format.number(jobs.total) : t("about", { number: format.number(jobs.total) }))}
      </span>
    </Link>
  );
}
