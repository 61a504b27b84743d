/** What became of jobs, added up: counts, and how long they waited and ran. Tallies of two pieces of time add up to that of both. Pure. */
import type { JobPriority } from "@/lib/jobs/state";
import type { Fact, Outcome } from "./facts";
import { Sketch, type SketchData } from "./sketch";

/** Counts by a word; a word that is not there counts 0. */
class Counter<Word extends string = string> {
  readonly #counts = new Map<Word, number>();

  add(word: Word, count: number): void {
    const sum = this.of(word) + count;
    if (sum === 0) this.#counts.delete(word);
    else this.#counts.set(word, sum);
  }

  of(word: Word): number {
    return this.#counts.get(word) ?? 0;
  }

  get sum(): number {
    return this.entries.reduce((sum, [, count]) => sum + count, 0);
  }

  get entries(): [Word, number][] {
    return [...this.#counts];
  }

  merge(data: Readonly<Record<string, number>>): void {
    for (const word in data) this.add(word as Word, data[word] ?? 0);
  }
}

/** As it is stored. */
export type TallyData = {
  created: number;
  outcomes: Record<string, number>;
  styles: Record<string, number>;
  priorities: Record<string, number>;
  errors: Record<string, number>;
  runs: Record<string, number>;
  runMs: Record<string, number>;
  /** Left out: 0, as in tallies of versions that did not add it up. */
  waitMs?: number;
  wait: SketchData;
  run: SketchData;
};

/** Counts of one group by outcome. */
export type Outcomes = Record<Outcome, number>;
const noOutcomes = (): Outcomes => ({ completed: 0, failed: 0, timeout: 0, cancelled: 0, deleted: 0 });

export class Tally {
  created = 0;
  /** The most that lived at once; null: nobody has counted them. It is stored apart (worker-counts.ts). */
  workers: number | null = null;
  readonly outcomes = new Counter<Outcome>();
  /** "outcome style", "outcome priority": neither word holds a space. */
  readonly #styles = new Counter();
  readonly #priorities = new Counter();
  /** Failed and timed-out jobs: "=CODE"; without a code "". */
  readonly #errors = new Counter();
  /** Of the completed jobs whose run was measured, by style: how many, and their milliseconds. */
  readonly #runs = new Counter();
  readonly #runMs = new Counter();
  #waitMs = 0;
  /** Of the completed jobs, in milliseconds. */
  readonly wait = new Sketch();
  readonly run = new Sketch();

  add(fact: Fact): void {
    const { sign } = fact;
    if (fact.kind === "created") {
      this.created += sign;
      return;
    }
    const { outcome, style, priority, errorCode, waitMs, runMs } = fact;
    this.outcomes.add(outcome, sign);
    // It never came to an end: it is no longer in the queue, and that is all.
    if (outcome === "deleted") return;
    this.#styles.add(`${outcome} ${style}`, sign);
    this.#priorities.add(`${outcome} ${priority}`, sign);
    if (outcome === "failed" || outcome === "timeout") {
      this.#errors.add(errorCode === null ? "" : `=${errorCode}`, sign);
    }
    if (outcome !== "completed") return;
    if (waitMs !== null) {
      this.wait.add(waitMs, sign);
      // As the sketch takes it: an imported job may have begun before it was due, and a sum of waits never goes down.
      this.#waitMs += sign * Math.max(0, waitMs);
    }
    if (runMs === null) return;
    this.run.add(runMs, sign);
    this.#runs.add(style, sign);
    this.#runMs.add(style, sign * runMs);
  }

  addWorkers(count: number): void {
    this.workers = Math.max(this.workers ?? 0, count);
  }

  /** Adds what `toData` gave. */
  merge(data: TallyData): void {
    this.created += data.created;
    this.outcomes.merge(data.outcomes);
    this.#styles.merge(data.styles);
    this.#priorities.merge(data.priorities);
    this.#errors.merge(data.errors);
    this.#runs.merge(data.runs);
    this.#runMs.merge(data.runMs);
    this.#waitMs += data.waitMs ?? 0;
    this.wait.merge(data.wait);
    this.run.merge(data.run);
  }

  get outcomeCounts(): Outcomes {
    return { ...noOutcomes(), ...Object.fromEntries(this.outcomes.entries) };
  }

  /** Jobs that left the queue. */
  get ended(): number {
    return this.outcomes.sum;
  }

  get failures(): number {
    return this.outcomes.of("failed") + this.outcomes.of("timeout");
  }

  get byStyle(): Map<string, Outcomes> {
    return grouped(this.#styles);
  }

  get byPriority(): Map<JobPriority, Outcomes> {
    return grouped<JobPriority>(this.#priorities);
  }

  /** Failed and timed-out jobs by code; null: without one. */
  get byError(): Map<string | null, number> {
    return new Map(this.#errors.entries.map(([word, count]) => [word === "" ? null : word.slice(1), count]));
  }

  /** Of the completed jobs whose run was measured, all or those of one style. @returns seconds; null when there is none */
  averageRunSeconds(style?: string): number | null {
    const jobs = style === undefined ? this.#runs.sum : this.#runs.of(style);
    const ms = style === undefined ? this.#runMs.sum : this.#runMs.of(style);
    return jobs === 0 ? null : Math.round(ms / jobs) / 1000;
  }

  /** Of the completed jobs, in seconds. */
  get totalRunSeconds(): number {
    return this.#runMs.sum / 1000;
  }

  /** Of the completed jobs, in seconds. */
  get totalWaitSeconds(): number {
    return this.#waitMs / 1000;
  }

  toData(): TallyData {
    const dataOf = (counter: Counter) => Object.fromEntries(counter.entries);
    return {
      created: this.created,
      outcomes: dataOf(this.outcomes as Counter),
      styles: dataOf(this.#styles),
      priorities: dataOf(this.#priorities),
      errors: dataOf(this.#errors),
      runs: dataOf(this.#runs),
      runMs: dataOf(this.#runMs),
      ...(this.#waitMs !== 0 && { waitMs: this.#waitMs }),
      wait: this.wait.toData(),
      run: this.run.toData(),
    };
  }
}

function grouped<Word extends string>(counter: Counter): Map<Word, Outcomes> {
  const groups = new Map<Word, Outcomes>();
  for (const [key, count] of counter.entries) {
    const space = key.indexOf(" ");
    const [outcome, word] = [key.slice(0, space) as Outcome, key.slice(space + 1) as Word];
    const outcomes = groups.get(word) ?? noOutcomes();
    outcomes[outcome] += count;
    groups.set(word, outcomes);
  }
  return groups;
}
