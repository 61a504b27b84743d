"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AlertRule } from "@/lib/contract/alerts";
import { RunningDuration } from "../time/running-duration";
import { SeverityWord } from "./alert-state";
import { CauseLink } from "./cause-link";
import { SnoozeMenu } from "./snooze-menu";
import { SnoozeNote } from "./snooze-note";
import { useAlertWords } from "./use-alert-words";

type FiringLineProps = {
  rule: AlertRule;
  /** Beside the link to the cause. */
  more?: ReactNode;
};

/** An alert that fires: how bad, what, for how long, the way to its cause, and a way to silence it. */
export function FiringLine({ rule, more }: FiringLineProps) {
  const t = useTranslations("alerts.firing");
  const words = useAlertWords();
  const { kind, severity, value, unit, since } = rule;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      <SeverityWord severity={severity} />
      <span className="text-ink">{words.says(kind, value ?? 0, unit)}</span>
      {kind !== "no_worker" && <span>{t("limit", { limit: words.limit(rule) })}</span>}
      {since && <span>{t.rich("since", { time: () => <RunningDuration since={since} /> })}</span>}
      <CauseLink kind={kind} />
      {more}
      <SnoozeMenu rule={rule} />
      <SnoozeNote rule={rule} />
    </li>
  );
}
