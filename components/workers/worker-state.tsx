"use client";

import { CircleCheck, CirclePause, Hourglass, type LucideIcon, Unplug } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WorkerDetails } from "@/lib/contract/queue";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { useTimes } from "../time/use-times";
import { classNames } from "../ui/class-names";

const looks: Record<WorkerDetails["state"], { icon: LucideIcon; className: string }> = {
  active: { icon: CircleCheck, className: "bg-completed/8 text-completed" },
  paused: { icon: CirclePause, className: "bg-timeout/8 text-timeout" },
  draining: { icon: Hourglass, className: "bg-pending/8 text-pending" },
  dead: { icon: Unplug, className: "bg-failed/8 text-failed" },
};

/** Colour, icon and word of a worker's state. */
export function WorkerBadge({ state }: { state: WorkerDetails["state"] }) {
  const t = useTranslations("workers");
  const { icon: Icon, className } = looks[state];
  return (
    <span
      className={classNames(
        "inline-flex h-6 w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-sm",
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {t(`state.${state}`)}
    </span>
  );
}

/** Who holds the worker back, why and until when; of a dead one, since when. Nothing of an active one. */
export function WorkerOrder({ worker }: { worker: WorkerDetails }) {
  const t = useTranslations("workers");
  const times = useTimes();
  const now = useNow();
  if (worker.state === "dead") {
    const silentFor = Math.floor(Math.max(0, now - Date.parse(worker.heartbeat_at)) / 1000);
    return (
      <p className="text-muted text-sm">
        {t("order.deadHint", { duration: times.duration(silentFor) })}{" "}
        {worker.jobs.length > 0 && (
          <Link href="/recovery" className="rounded-sm text-accent-ink underline underline-offset-2">
            {t("order.orphans")}
          </Link>
        )}
      </p>
    );
  }
  if (worker.state === "active") return null;
  return (
    <p className="wrap-anywhere text-muted text-sm">
      {worker.reason && <span className="text-ink">{worker.reason}</span>}{" "}
      {worker.ordered_by && <span>{t("order.by", { who: worker.ordered_by })}</span>}{" "}
      {worker.state === "paused" && worker.resume_at && (
        <span>· {t.rich("order.goesOn", { time: () => <RelativeTime at={worker.resume_at ?? ""} /> })}</span>
      )}
    </p>
  );
}
