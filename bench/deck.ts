/**
 * How fast a lesson becomes stored files: a 10,000-character lesson to PPTX, PDF, handout, Markdown and JSON on disk, in the
 * worker's own threads, then 20 slides in each style. Run with `npm run bench:deck [-- decks]`. Targets: p50 of one at a time
 * ≤ 1.0 s, peak memory of a slot ≤ 250 MB.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { type DeckStyle, deckStyle } from "@/lib/contract/decks";
import type { DeckRequest } from "@/lib/presentations/make-deck";
import { GenerationThreads } from "@/worker/threads";

const LESSON_LENGTH = 10_000;
const SLOTS = 2;
const BUDGET_MS = 60_000;
const STYLE_RUNS = 7;
const runs = Number(process.argv[2] ?? 30);

const dataDir = mkdtempSync(path.join(tmpdir(), "bench-deck-"));
process.env.DATA_DIR = dataDir;

/** A real lesson, its procedure repeated until it is long enough: every section of it is drawn. */
function longLesson(): string {
  const source = new URL("../lib/presentations/lesson/fixtures/elementary-rhythm.md", import.meta.url);
  const text = readFileSync(source, "utf8");
  return text.repeat(Math.ceil(LESSON_LENGTH / text.length)).slice(0, LESSON_LENGTH);
}

/** A title slide, one for the objectives, three for the plan, fifteen of five points each. */
function lessonOfTwentySlides(): string {
  const steps = [
    "Listen once.",
    "Clap it back.",
    "Say it: ta, ta, ti-ti, ta.",
    "Trade places.",
    "Tell what you heard.",
  ];
  const activity = (number: number) =>
    `## Activity ${number}: Clap and echo (5 minutes)\n\n${steps.map((step, at) => `${at + 1}. ${step}`).join("\n")}\n`;
  return `# Twenty slides\n\n## Objectives\n\n- Echo a rhythm\n\n${Array.from({ length: 15 }, (_, at) => activity(at + 1)).join("\n")}`;
}

const long = longLesson();
const twenty = lessonOfTwentySlides();
const styles = deckStyle.options;
let made = 0;

function nextRequest(content: string, style: DeckStyle | undefined): DeckRequest {
  made++;
  return {
    presentationId: `bench-${made}`,
    lesson: { id: "bench", title: "Rhythm All Around Us", content, format: "markdown", revision: 1 },
    style: style ?? styles[made % styles.length] ?? "default",
    polish: false,
    createdAt: new Date().toISOString(),
  };
}

/** Milliseconds of one deck, from the asking to the files on disk; and its slides. */
async function makeOne(
  threads: GenerationThreads,
  content = long,
  style?: DeckStyle,
): Promise<{ ms: number; slides: number }> {
  const startedAt = performance.now();
  const result = await threads.generate(nextRequest(content, style), {
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
  const cpuBefore = process.cpuUsage();
  for (let run = 0; run < runs; run++) times.push((await makeOne(single)).ms);
  const cpu = process.cpuUsage(cpuBefore);
  const ofStyles: Record<string, object> = {};
  for (const style of styles) {
    const measured = [];
    for (let run = 0; run < STYLE_RUNS; run++) measured.push(await makeOne(single, twenty, style));
    const sorted = measured.map(({ ms }) => ms).sort((one, other) => one - other);
    ofStyles[style] = { slides: measured[0]?.slides, "p50 ms": Math.round(percentile(sorted, 0.5)) };
  }
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
    "lesson, characters": long.length,
    slides: first.slides,
    "first deck of a thread, ms": Math.round(first.ms),
    "one at a time, p50 ms": Math.round(percentile(times, 0.5)),
    "one at a time, p95 ms": Math.round(percentile(times, 0.95)),
    // What a calm machine would need, whatever else runs on this one.
    "one deck, ms of CPU": Math.round((cpu.user + cpu.system) / 1000 / runs),
    [`${SLOTS} slots, decks/s`]: Number(perSecond.toFixed(2)),
    "memory of the process, idle": megabytes(idle),
    "peak with 1 slot": megabytes(singlePeak),
    [`peak with ${SLOTS} slots`]: megabytes(pairPeak),
    "peak a slot": megabytes(Math.max(singlePeak - idle, (pairPeak - idle) / SLOTS)),
    "load average": loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
  });
  console.table(ofStyles);
}

try {
  await main();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
