/** What is measured of our engine alone, on SQLite: scripts of their own, with their targets from issue 3. */
import { median } from "../latency";

type Figures = Record<string, number | string | null | Record<string, number>>;

export type EngineRow = {
  id: string;
  what: string;
  script: string;
  target: string;
  /** Once a run is enough: it repeats within itself, or takes long. */
  once: boolean;
  /** The measured cell and whether it meets the target. */
  report: (rounds: readonly Figures[]) => { says: string; isMet: boolean };
};

const medianOf = (rounds: readonly Figures[], pick: (figures: Figures) => unknown) =>
  median(rounds.map((figures) => Number(pick(figures))));

const part = (name: string, key: string) => (figures: Figures) => {
  const value = figures[name];
  return typeof value === "object" ? value?.[key] : undefined;
};

export const engineRows: readonly EngineRow[] = [
  {
    id: "idle-cpu",
    what: "CPU of an idle worker process over 20 s",
    script: "./engine/idle-cpu.ts",
    target: "≤ 0.5 % of a core",
    once: false,
    report(rounds) {
      const percent = medianOf(rounds, ({ percentOfCore }) => percentOfCore);
      return { says: `${percent.toFixed(2)} %`, isMet: percent <= 0.5 };
    },
  },
  {
    id: "creations-under-load",
    what: "200 creations/s while two workers run flat out: creation p50 / p99",
    script: "./engine/creations-under-load.ts",
    target: "p99 ≤ 25 ms, no error",
    once: false,
    report(rounds) {
      const p50 = medianOf(rounds, part("latency", "p50"));
      const p99 = medianOf(rounds, part("latency", "p99"));
      const worked = medianOf(rounds, ({ workedPerSecond }) => workedPerSecond);
      const errors = rounds.reduce((sum, figures) => sum + Number(figures.errors), 0);
      const says = `${p50.toFixed(1)} / ${p99.toFixed(1)} ms, ${errors} errors; the workers did ${Math.round(worked)}/s`;
      return { says, isMet: p99 <= 25 && errors === 0 };
    },
  },
  {
    id: "history-cost",
    what: "cost at 1,000,000 finished + 100,000 pending jobs against an empty table: enqueue, claim of 10, settle of 10",
    script: "./engine/history-cost.ts",
    target: "≤ 1.3 ×",
    once: true,
    report(rounds) {
      const ratios = ["enqueue", "claim", "settle"].map((step) => medianOf(rounds, part(step, "ratio")));
      const says = ratios.map((ratio) => `${ratio.toFixed(2)} ×`).join(", ");
      return { says, isMet: ratios.every((ratio) => ratio <= 1.3) };
    },
  },
  {
    id: "bulk-locks",
    what: "longest stretch without the write lock: cancel, retry, delete, clean-up of 100,000 jobs, creation of 1,000 without and with a key",
    script: "./engine/bulk-locks.ts",
    target: "≤ 50 ms",
    once: false,
    report(rounds) {
      const actions = ["cancel", "retry", "remove", "clean", "create", "createKeyed"];
      const longest = actions.map((action) => medianOf(rounds, part(action, "max")));
      const says = `${longest.map((ms) => ms.toFixed(0)).join(", ")} ms`;
      return { says, isMet: longest.every((ms) => ms <= 50) };
    },
  },
];
