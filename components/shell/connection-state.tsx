"use client";

import { useTranslations } from "next-intl";
import { useLiveState } from "../live/live-updates";
import { useIsAlive, useNow } from "../time/clock";
import { useTimes } from "../time/use-times";
import { classNames } from "../ui/class-names";

/** Whether the page is up to date; while the connection is lost, how old the data is. */
export function ConnectionState({ className }: { className?: string }) {
  const t = useTranslations("shell");
  const state = useLiveState();
  const isLost = state.kind === "lost";
  return (
    <p aria-live="polite" className={classNames("flex items-center gap-2 text-muted text-sm", className)}>
      <span
        aria-hidden
        className={classNames(
          "size-2 shrink-0 rounded-full",
          state.kind === "live" && "bg-completed",
          state.kind === "connecting" && "bg-line",
          isLost && "bg-timeout",
        )}
      />
      {isLost ? <Lost since={state.since} /> : state.kind === "live" ? t("live") : t("connecting")}
    </p>
  );
}

/** The seconds tick for the eye only: a screen reader hears once that the connection is lost. */
function Lost({ since }: { since: number }) {
  const t = useTranslations("shell");
  const times = useTimes();
  const now = useNow();
  if (!useIsAlive()) return null;
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  return (
    <span className="text-timeout">
      {t("reconnecting")}
      <span aria-hidden> · {t("dataAge", { duration: times.duration(seconds) })}</span>
    </span>
  );
}
