/** What is measured: the rows of the table, with their targets from issue 3. */
import type { Measurement, MeasureResult } from "./measure";
import type { Settings } from "./queue";
import type { Subject } from "./subjects";

export type Target = { says: string; isMet: (result: MeasureResult) => boolean };

/** One measurement of a row: a subject under certain settings. Of several in one cell, the best counts. */
export type Attempt = { settings: Settings; module: string; measurement: Measurement };

export type Row = {
  id: string;
  what: string;
  /** By column name; a column without one is only shown. */
  targets: Record<string, Target>;
  /** What to run for a column; empty: this queue cannot do it. */
  attempts: (subject: Subject) => Attempt[];
};

const JOBS = 20_000;
const BULK_ROWS = 1_000;
const SQLITE = "ours, SQLite";
const POSTGRES = "ours, PostgreSQL";

const atLeast = (perSecond: number): Target => ({
  says: `≥ ${perSecond.toLocaleString("en")}/s`,
  isMet: (result) => (result.perSecond ?? 0) >= perSecond,
});

const defaults = (subject: Subject): Settings => ({ slots: subject.defaultSlots, tuned: false });
const tuned = (slots: number): Settings => ({ slots, tuned: true });

const says = (callers: number) => (callers === 1 ? "one caller" : `${callers} concurrent callers`);

const enqueueAttempt = (subject: Subject, module: string, callers: number): Attempt => ({
  settings: defaults(subject),
  module,
  measurement: { kind: "enqueue", jobs: callers === 1 ? 2_000 : 8_000, callers },
});

const enqueueRow = (callers: number, target: Target): Row => ({
  id: `enqueue-${callers}`,
  what: `enqueue one by one, ${says(callers)} (ours: \`enqueueJob\`, which answers with the job and its place)`,
  targets: { [SQLITE]: target },
  attempts: (subject) => [enqueueAttempt(subject, subject.module, callers)],
});

const insertRow = (callers: number, target: Target): Row => ({
  id: `insert-${callers}`,
  what: `the same without the answer: group commit and INSERT, ${says(callers)}`,
  targets: { [SQLITE]: target },
  attempts: (subject) =>
    subject.insertModule ? [enqueueAttempt(subject, subject.insertModule, callers)] : [],
});

export const rows: readonly Row[] = [
  {
    id: "run-best",
    what: "process no-op jobs, one worker, best batch",
    targets: { [SQLITE]: atLeast(20_000), [POSTGRES]: atLeast(15_000) },
    attempts: (subject) =>
      subject.tunedSlots.map((slots) => ({
        settings: tuned(slots),
        module: subject.module,
        measurement: { kind: "run", jobs: JOBS },
      })),
  },
  {
    id: "run-default",
    what: "the same, default settings (ours: 10 slots)",
    targets: { [SQLITE]: atLeast(4_000), [POSTGRES]: atLeast(4_000) },
    attempts: (subject) => [
      { settings: defaults(subject), module: subject.module, measurement: { kind: "run", jobs: JOBS } },
    ],
  },
  enqueueRow(1, atLeast(2_500)),
  insertRow(1, atLeast(2_500)),
  enqueueRow(16, atLeast(6_000)),
  insertRow(16, atLeast(6_000)),
  {
    id: "bulk",
    what: "enqueue in bulk of 1,000, rows",
    targets: { [SQLITE]: atLeast(40_000) },
    attempts: (subject) =>
      subject.hasBulk
        ? [
            {
              settings: defaults(subject),
              module: subject.module,
              measurement: { kind: "bulk", rows: BULK_ROWS, calls: 20 },
            },
          ]
        : [],
  },
  {
    id: "pick-up",
    what: "pick-up on an idle worker, another process enqueues: from the call to the handler, p50 / p99",
    targets: {
      [SQLITE]: {
        says: "p50 ≤ 1.5 ms, p99 ≤ 6 ms",
        isMet: ({ latency }) => latency !== undefined && latency.p50 <= 1.5 && latency.p99 <= 6,
      },
    },
    attempts: (subject) => [
      {
        settings: { slots: subject.defaultSlots, tuned: subject.tunedPickUp },
        module: subject.insertModule ?? subject.module,
        measurement: { kind: "pick-up", samples: subject.tunedPickUp || subject.insertModule ? 200 : 20 },
      },
    ],
  },
];
