/**
 * How fast a lesson becomes stored files: a 10,000-character lesson to PPTX, PDF, Markdown and JSON on disk, in the worker's own
 * threads. Run with `node --import tsx bench/deck.ts [decks]`. Targets: p50 of one at a time ≤ 1.5 s, two slots ≥ 2 decks/s, peak
 * memory per thread ≤ 250 MB.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DeckRequest } from "@/lib/presentations/make-deck";
import { GenerationThreads } from "@/worker/threads";

const LESSON_LENGTH = 10_000;
const SLOTS = 2;
const BUDGET_MS = 60_000;
const runs = Number(process.argv[2] ?? 30);

const dataDir = mkdtempSync(path.join(tmpdir(), "bench-deck-"));
process.env.DATA_DIR = dataDir;

/** A real lesson, its procedure repeated until it is long enough: every section of it is drawn. */
function longLesson(): string {
  const source = new URL("../lib/presentations/lesson/fixtures/elementary-rhythm.md", import.meta.url);
  const text = readFileSync(source, "utf8");
  return text.repeat(Math.ceil(LESSON_LENGTH / text.length)).slice(0, LESSON_LENGTH);
}

const content = longLesson();
let made = 0;

function nextRequest(): DeckRequest {
  made++;
  return {
    presentationId: `bench-${made}`,
    lesson: { id: "bench", title: "Rhythm All Around Us", content, format: "markdown", revision: 1 },
    style: made % 2 === 0 ? "default" : "high-contrast",
    polish: false,
    createdAt: new Date().toISOString(),
  };
}

/** Milliseconds of one deck, from the asking to the files on disk; and its slides. */
async function makeOne(threads: GenerationThreads): Promise<{ ms: number; slides: number }> {
  const startedAt = performance.now();
  const result = await threads.generate(nextRequest(), {
    budgetMs: BUDGET_MS,
    signal: new AbortController().signal,
    onStage: () => {},
  });
  if (result.kind === "error") throw new Error(`${result.code}: ${result.message}\n${result.stack}`);
  return { ms: performance.now() - startedAt, slides: result.content.slides.length };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Watches the whole process: threads share it, so a slot's share is what it adds. */
function watchMemory(): { stop: () => number } {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

async function main(): Promise<void> {
  const idle = process.memoryUsage.rss();
  const single = new GenerationThreads(1);
  const singleMemory = watchMemory();
  const first = await makeOne(single);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push((await makeOne(single)).ms);
  const singlePeak = singleMemory.stop();
  await single.close();

  const pair = new GenerationThreads(SLOTS);
  const pairMemory = watchMemory();
  await Promise.all(Array.from({ length: SLOTS }, () => makeOne(pair)));
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: runs }, () => makeOne(pair)));
  const perSecond = (runs * 1000) / (performance.now() - startedAt);
  const pairPeak = pairMemory.stop();
  await pair.close();

  times.sort((one, other) => one - other);
  console.table({
    "lesson, characters": content.length,
    slides: first.slides,
    "first deck of a thread, ms": Math.round(first.ms),
    "one at a time, p50 ms": Math.round(percentile(times, 0.5)),
    "one at a time, p95 ms": Math.round(percentile(times, 0.95)),
    [`${SLOTS} slots, decks/s`]: Number(perSecond.toFixed(2)),
    "memory of the process, idle": megabytes(idle),
    "peak with 1 slot": megabytes(singlePeak),
    [`peak with ${SLOTS} slots`]: megabytes(pairPeak),
    "peak a slot": megabytes(Math.max(singlePeak - idle, (pairPeak - idle) / SLOTS)),
  });
}

try {
  await main();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
