"use client";

import { CircleCheck, CirclePause, Hourglass, Unplug } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WorkerDetails } from "@/lib/contract/queue";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { useTimes } from "../time/use-times";
import { StateBadge, type StateLook } from "../ui/state-badge";

const looks: Record<WorkerDetails["state"], StateLook> = {
  active: { icon: CircleCheck, look: "bg-completed/8 text-completed" },
  paused: { icon: CirclePause, look: "bg-timeout/8 text-timeout" },
  draining: { icon: Hourglass, look: "bg-pending/8 text-pending" },
  dead: { icon: Unplug, look: "bg-failed/8 text-failed" },
};

/** Colour, icon and word of a worker's state. */
export function WorkerBadge({ state }: { state: WorkerDetails["state"] }) {
  const t = useTranslations("workers");
  return <StateBadge {...looks[state]} word={t(`state.${state}`)} />;
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
