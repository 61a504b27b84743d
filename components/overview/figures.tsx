"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { JobHealth, JobTrends, Spread } from "@/lib/contract/stats";
import { comparable, type Delta, deltaOf, ofMany } from "../charts/delta";
import { DeltaWords } from "../charts/delta-words";
import { useTimes } from "../time/use-times";
import { drainOf } from "./drain";

export type WorkerSlots = { alive: number; busy: number; slots: number };

type FiguresProps = {
  health: JobHealth;
  trends: JobTrends;
  /** Null: not for this person to know. */
  workers: WorkerSlots | null;
};

/** What the queue does, in numbers; those of the chosen time beside the time before it. */
export function Figures({ health, trends, workers }: FiguresProps) {
  const t = useTranslations("overview.figure");
  const format = useFormatter();
  const { duration } = useTimes();
  const { total, buckets } = trends;
  const before = comparable(trends.previous);
  const hours = (Date.parse(trends.to) - Date.parse(trends.from)) / 3_600_000;
  const perHour = ({ completed, failed, timeout }: JobTrends["total"]) =>
    (completed + failed + timeout) / hours;
  const number = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const oldest = health.oldest_pending_job_age_minutes;
  const depth = buckets.at(-1)?.depth ?? 0;
  const { scheduled } = trends.flow;
  const less = ofMany(trends, "less");

  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line lg:grid-cols-4">
      <Figure name={t("oldest")} note={oldest === null ? t("noneWaits") : t("oldestNote")}>
        {oldest === null ? (
          "–"
        ) : (
          <Link
            href={`/jobs/${health.oldest_pending_job_id}`}
            prefetch={false}
            className="rounded-sm text-accent-ink underline-offset-4 hover:underline"
          >
            {duration(oldest * 60)}
          </Link>
        )}
      </Figure>
      <DrainFigure flow={trends.flow} />
      <Figure
        name={t("throughput")}
        note={<DeltaWords delta={deltaOf(perHour(total), before && perHour(before), null)} unit="percent" />}
      >
        {t("perHour", { number: number(perHour(total)) })}
      </Figure>
      <Figure
        name={t("failureRate")}
        note={
          <DeltaWords
            delta={deltaOf(total.failure_rate, before?.failure_rate, less, "points")}
            unit="points"
          />
        }
      >
        {total.failure_rate === null ? "–" : `${number(total.failure_rate)} %`}
      </Figure>
      <SpreadFigure
        name={t("wait")}
        now={total.wait_seconds}
        before={trends.previous.wait_seconds}
        better={less}
      />
      <SpreadFigure
        name={t("run")}
        now={total.run_seconds}
        before={trends.previous.run_seconds}
        better={less}
      />
      <Figure
        name={t("depth")}
        // Whether more are a backlog says the figure of that name.
        note={
          <>
            <DeltaWords delta={deltaOf(depth, buckets[0]?.depth ?? null, null)} unit="percent" />
            {scheduled > 0 && (
              <>
                <br />
                {t("scheduled", { count: scheduled })}
              </>
            )}
          </>
        }
      >
        {format.number(depth)}
      </Figure>
      {workers ? (
        <Figure name={t("workers")} note={t("slots", workers)}>
          <Link
            href="/workers"
            prefetch={false}
            className="rounded-sm text-accent-ink underline-offset-4 hover:underline"
          >
            {t("alive", { count: workers.alive })}
          </Link>
        </Figure>
      ) : (
        <Figure name={t("created")} note={<DeltaWords delta={createdDelta(trends)} unit="percent" />}>
          {format.number(total.created)}
        </Figure>
      )}
    </dl>
  );
}

const createdDelta = ({ total, previous }: JobTrends): Delta | null =>
  deltaOf(total.created, comparable(previous)?.created, null);

function Figure({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-24 min-w-0 flex-col gap-1 bg-surface px-4 py-3">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="wrap-anywhere font-semibold text-xl tracking-tight">{children}</dd>
      <dd className="wrap-anywhere text-muted text-sm">{note}</dd>
    </div>
  );
}

type SpreadFigureProps = {
  name: string;
  now: Spread;
  before: Spread;
  /** Null: too few jobs to tell. */
  better: "less" | null;
};

/** Half, nearly all and all but the slowest of the jobs took no longer than this. */
function SpreadFigure({ name, now, before, better }: SpreadFigureProps) {
  const t = useTranslations("overview.figure");
  const { duration } = useTimes();
  const words = (seconds: number | null) => (seconds === null ? "–" : duration(seconds));
  return (
    <Figure
      name={name}
      note={
        <>
          {t("tail", { p95: words(now.p95), p99: words(now.p99) })}
          <br />
          <DeltaWords delta={deltaOf(now.p95, before.p95, better)} unit="percent" />
        </>
      }
    >
      {words(now.p50)}
    </Figure>
  );
}

function DrainFigure({ flow }: { flow: JobTrends["flow"] }) {
  const t = useTranslations("overview.drain");
  const format = useFormatter();
  const { duration } = useTimes();
  const drain = drainOf(flow);
  const moved = t("note", { created: flow.created, ended: flow.ended, minutes: flow.minutes });
  const note = flow.scheduled > 0 ? `${t("scheduled", { count: flow.scheduled })} · ${moved}` : moved;
  switch (drain.kind) {
    case "empty":
    case "steady":
    case "stopped":
      return (
        <Figure name={t("name")} note={note}>
          {t(drain.kind)}
        </Figure>
      );
    case "draining":
      return (
        <Figure name={t("name")} note={`${t("emptyIn", { duration: duration(drain.seconds) })} · ${note}`}>
          {t("draining")}
        </Figure>
      );
    case "growing":
      return (
        <Figure name={t("name")} note={`${t("growth", { number: format.number(drain.perHour) })} · ${note}`}>
          {t("growing")}
        </Figure>
      );
    default:
      return drain satisfies never;
  }
}
