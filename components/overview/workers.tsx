import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "../time/relative-time";
import { formatBytes } from "../ui/format-bytes";
import { Section } from "../ui/section";

type WorkerFacts = {
  id: string;
  host: string;
  pid: number;
  version: string;
  slots: number;
  runningJobs: number;
  memoryBytes: number;
  startedAt: string;
  heartbeatAt: string;
};

/** The workers that are alive. */
export function Workers({ workers }: { workers: readonly WorkerFacts[] }) {
  const t = useTranslations("overview.workers");
  return (
    <Section
      title={t("title")}
      aside={<span className="text-muted text-sm">{t("alive", { count: workers.length })}</span>}
    >
      {workers.length === 0 && (
        <p className="text-muted">
          {t.rich("none", {
            code: (words) => (
              <code className="rounded-sm bg-hover px-1 py-0.5 font-mono text-xs">{words}</code>
            ),
          })}
        </p>
      )}
      <ul className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
        {workers.map((worker) => (
          <li key={worker.id} className="min-w-0">
            <p className="truncate font-medium" title={worker.id}>
              {worker.host}{" "}
              <span className="font-normal text-muted">· {t("process", { pid: String(worker.pid) })}</span>
            </p>
            <p className="flex flex-wrap gap-x-4 text-muted text-sm">
              <Fact name={t("busy")}>
                {t("ofSlots", { running: worker.runningJobs, slots: worker.slots })}
              </Fact>
              <Fact name={t("memory")}>{formatBytes(worker.memoryBytes)}</Fact>
              <Fact name={t("heartbeat")}>
                <RelativeTime at={worker.heartbeatAt} />
              </Fact>
              <Fact name={t("started")}>
                <RelativeTime at={worker.startedAt} />
              </Fact>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span>
      {name} <span className="text-ink">{children}</span>
    </span>
  );
}
