"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { actionKeys, actionListQuery, isGoingOn } from "../actions/queries";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import { classNames } from "../ui/class-names";

const LOOK_EVERY_MS = 10_000;

/** That acts on many jobs go on in the background, whoever began them: the way to them. Nothing while there are none. */
export function RunningActions({ className }: { className?: string }) {
  const t = useTranslations("shell");
  const queryClient = useQueryClient();
  const { data } = useQuery({
    ...actionListQuery(),
    select: ({ actions }) =>
      actions.filter(({ state }) => isGoingOn(state)).map(({ action_id }) => action_id),
  });
  // They change jobs: without a change none can have begun.
  useJobChanges(
    useAtMostEvery(LOOK_EVERY_MS, () => {
      void queryClient.invalidateQueries({ queryKey: actionKeys.list(undefined) });
    }),
  );
  const [first, ...others] = data ?? [];
  if (first === undefined) return null;
  return (
    <Link
      href={others.length === 0 ? `/actions/${first}` : "/actions"}
      className={classNames(
        "flex items-center gap-2 rounded-sm text-running text-sm hover:underline",
        className,
      )}
    >
      <ListChecks aria-hidden className="size-3.5 shrink-0" />
      {t("actionsGoOn", { count: others.length + 1 })}
    </Link>
  );
}
