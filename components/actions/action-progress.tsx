"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { BulkActionDetail } from "@/lib/contract/bulk-actions";
import { useNow } from "../time/clock";
import { useTimes } from "../time/use-times";
import { ProgressBar } from "../ui/progress-bar";
import { Section } from "../ui/section";
import { isGoingOn } from "./queries";

/** How far an action is, or its undo, and what became of the jobs so far. */
export function ActionProgress({ action }: { action: BulkActionDetail }) {
  const t = useTranslations("actions.page");
  const isUndo = (action.state === "undoing" || action.state === "undone") && action.changed > 0;
  const [done, total] = isUndo
    ? [action.restored + action.kept, action.changed]
    : [action.done, action.total];
  // Jobs that left the filter while it ran were never come to; the count at the start may be an estimate.
  const percent = isGoingOn(action.state) ? (total === 0 ? 0 : Math.min(100, (100 * done) / total)) : 100;
  const words = isUndo
    ? t("restoredOf", { done: action.restored, total })
    : t(action.total_is_exact ? "done" : "doneAbout", { done, total });
  return (
    <Section title={t("progress")}>
      <ProgressBar value={percent} label={t("progress")} className="mb-2" />
      <p>{words}</p>
      <Waiting action={action} />
      <Figures action={action} />
    </Section>
  );
}

function Waiting({ action }: { action: BulkActionDetail }) {
  const t = useTranslations("actions.page");
  const times = useTimes();
  const seconds = Math.ceil((Date.parse(action.run_at) - useNow()) / 1000);
  const words =
    action.state === "scheduled"
      ? seconds > 0
        ? t("held", { duration: times.duration(seconds) })
        : t("due")
      : isGoingOn(action.state) && action.error_message !== null
        ? t("retrying")
        : null;
  return words && <p className="mt-1 text-muted">{words}</p>;
}

function Figures({ action }: { action: BulkActionDetail }) {
  const t = useTranslations("actions.page");
  const format = useFormatter();
  const hasUndo = action.restored + action.kept > 0;
  const gone =
    action.state === "completed" && action.total_is_exact ? Math.max(0, action.total - action.done) : 0;
  const figures = [
    { name: t("changed"), value: action.changed },
    { name: t("skipped"), value: action.skipped },
    { name: t("notDone"), value: action.failed },
    ...(gone > 0 ? [{ name: t("gone"), value: gone, hint: t("goneHint") }] : []),
    ...(hasUndo
      ? [
          { name: t("restored"), value: action.restored },
          { name: t("kept"), value: action.kept },
        ]
      : []),
  ];
  return (
    <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ name, value, hint }) => (
        <div key={name} title={hint}>
          <dt className="text-muted text-sm">{name}</dt>
          <dd className="font-semibold text-xl">{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
