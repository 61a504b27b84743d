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
  return (
    <Section title="Workers" aside={<span className="text-muted text-sm">{workers.length} alive</span>}>
      {workers.length === 0 && (
        <p className="text-muted">
          None. Start one with{" "}
          <code className="rounded-sm bg-hover px-1 py-0.5 font-mono text-xs">npm run worker</code>; waiting
          jobs are kept.
        </p>
      )}
      <ul className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
        {workers.map((worker) => (
          <li key={worker.id} className="min-w-0">
            <p className="truncate font-medium" title={worker.id}>
              {worker.host} <span className="font-normal text-muted">· process {worker.pid}</span>
            </p>
            <p className="flex flex-wrap gap-x-4 text-muted text-sm">
              <Fact name="Busy">
                {worker.runningJobs} of {worker.slots}
              </Fact>
              <Fact name="Memory">{formatBytes(worker.memoryBytes)}</Fact>
              <Fact name="Heartbeat">
                <RelativeTime at={worker.heartbeatAt} />
              </Fact>
              <Fact name="Started">
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
