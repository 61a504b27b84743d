/**
 * What the pages cost in a browser: the production build on 1,000,000 jobs, measured with the browser's own metrics.
 * `npm run bench:pages [-- --rows 1000000 --visits 5]`, after a build (`npm start` or `npm run check` with one).
 *
 * LCP, CLS and the scripts of a first visit with an empty cache; INP of the interactions below; and the list's way from a press
 * on a filter to the painted rows. The budget is issue 5's, after web.dev's "good" limits (LCP 2.5 s, CLS 0.1, INP 200 ms).
 *
 * Functions that run in the page hold no named ones: tsx would have them call a helper that the page does not know.
 */
import { parseArgs } from "node:util";
import type { BrowserContext, Page } from "@playwright/test";
import { latencyOf } from "../latency";
import { describeMachine } from "../results";
import { type FilledProduct, startFilledProduct } from "./filled-product";
import { pagesOf } from "./pages";

const { values: options } = parseArgs({
  options: { rows: { type: "string", default: "1000000" }, visits: { type: "string", default: "5" } },
});

const BUDGET = { lcpMs: 1_500, cls: 0.02, inpMs: 150, scriptKb: 250, filterMs: 300 };
const PENDING = 500;
const FILTERS = 20;
/** Between two letters, as people type. */
const KEY_MS = 80;
/** The browser tells of no shorter interactions than this. */
const SHORTEST_MS = 16;

/** `scriptKb`: compressed, of what the HTML names; `laterKb`: of what those load then, as charts. */
type Visit = { lcpMs: number; cls: number; scriptKb: number; laterKb: number };

const say = (text: string) => process.stderr.write(`${text}\n`);

type Interaction = { at: number; ms: number };
type Seen = { lcp: number; cls: number; interactions: Interaction[] };

/** Runs in the page, before its own scripts. */
function watch(durationThreshold: number): void {
  const seen: Seen = { lcp: 0, cls: 0, interactions: [] };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[]) {
      if (!entry.hadRecentInput) seen.cls += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
      // Hovering is an event, but no interaction.
      if (entry.interactionId > 0) seen.interactions.push({ at: entry.startTime, ms: entry.duration });
    }
  }).observe({ type: "event", durationThreshold, buffered: true } as PerformanceObserverInit);
}

const readSeen = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

const twoFrames = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

async function visit(product: FilledProduct, path: string): Promise<Visit> {
  const context = await product.signIn({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch, SHORTEST_MS);
  const answer = await page.goto(path, { waitUntil: "load" });
  // The page holds an event stream open, so the network is never idle: what it shows has settled when no chart is left to come.
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], .skeleton") === null);
  await twoFrames(page);
  const html = (await answer?.text()) ?? "";
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .map(({ name, encodedBodySize }) => ({ file: new URL(name).pathname, bytes: encodedBodySize }))
      .filter(({ file }) => file.endsWith(".js")),
  );
  const sizeOf = (isFirst: boolean) =>
    scripts
      .filter(({ file }) => html.includes(`="${file}`) === isFirst)
      .reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  const { lcp, cls } = await readSeen(page);
  await context.close();
  return { lcpMs: lcp, cls, scriptKb: sizeOf(true), laterKb: sizeOf(false) };
}

/** Runs in the page: the next press begins the time that ends after the frame in which all rows hold `word`. */
function timeNextPress(word: string): void {
  const timed = new Promise<number>((resolve) => {
    document.addEventListener(
      "pointerdown",
      async () => {
        const pressedAt = performance.now();
        for (;;) {
          await new Promise(requestAnimationFrame);
          const rows = [...document.querySelectorAll("tbody tr")];
          if (rows.length > 0 && rows.every((row) => row.textContent?.includes(word))) break;
        }
        // They are there, and this frame paints them: it is over when the next one begins.
        await new Promise(requestAnimationFrame);
        resolve(performance.now() - pressedAt);
      },
      { capture: true, once: true },
    );
  });
  Object.assign(window, { timed });
}

/** @returns ms from the press on a state's tab to the painted rows */
async function filterMs(page: Page, word: string): Promise<number> {
  const tab = page
    .getByRole("navigation", { name: "State", exact: true })
    .getByRole("link", { name: new RegExp(`^${word}`) });
  await page.evaluate(timeNextPress, word);
  await tab.click();
  const ms = await page.evaluate(() => (window as unknown as { timed?: Promise<number> }).timed);
  if (ms === undefined) throw new Error("The tab has loaded the whole page anew");
  return ms;
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Jobs" }).locator("tbody").getByRole("row");

/** What else people do on the list of jobs. All of it is real input: a click by a script is no interaction to the browser. */
const acts: Record<string, (page: Page) => Promise<void>> = {
  "typing in the search": async (page) => {
    await page.getByRole("searchbox", { name: "Search jobs" }).click();
    await page.keyboard.type("bench", { delay: KEY_MS });
    await page.waitForURL(({ searchParams }) => searchParams.get("q") === "bench");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Backspace");
    await page.waitForURL(({ searchParams }) => !searchParams.has("q"));
    await rowsOf(page).first().waitFor();
  },
  "checking rows": async (page) => {
    const boxes = rowsOf(page).getByRole("checkbox");
    for (const index of [0, 1, 2, 3, 4]) await boxes.nth(index).check();
    const bar = page.getByRole("region", { name: "Selection" });
    await bar.getByText("5 selected").waitFor();
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "hidden" });
  },
  "opening the filter form": async (page) => {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const form = page.getByRole("dialog", { name: "Filter" });
    await form.getByRole("group", { name: "Priority" }).getByRole("checkbox", { name: "High" }).check();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "hidden" });
  },
  "opening the palette and typing": async (page) => {
    await page.keyboard.press("ControlOrMeta+k");
    const palette = page.getByRole("dialog", { name: "Commands" });
    await palette.getByRole("combobox").waitFor();
    await page.keyboard.type("bench", { delay: KEY_MS });
    await palette.getByRole("group", { name: "Jobs" }).getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "hidden" });
  },
};

type Interactions = {
  filtersMs: number[];
  /** The slowest of each kind; null: none took SHORTEST_MS. */
  slowest: [kind: string, ms: number | null][];
};

/** @throws when the browser has recorded no interaction at all: then nothing was measured */
async function interact(context: BrowserContext): Promise<Interactions> {
  const page = await context.newPage();
  await page.addInitScript(watch, SHORTEST_MS);
  await page.goto("/jobs");
  // Before that a tab is a plain link, and a box does nothing.
  await page.getByText("Live", { exact: true }).filter({ visible: true }).first().waitFor();

  const begun: { name: string; at: number }[] = [];
  const begin = async (name: string) =>
    begun.push({ name, at: await page.evaluate(() => performance.now()) });
  await begin("choosing a state");
  const filtersMs: number[] = [];
  for (let turn = 0; turn < FILTERS; turn++) {
    filtersMs.push(await filterMs(page, turn % 2 === 0 ? "Failed" : "Completed"));
  }
  for (const [name, act] of Object.entries(acts)) {
    await begin(name);
    await act(page);
    await twoFrames(page);
  }

  const { interactions } = await readSeen(page);
  await page.close();
  if (interactions.length === 0) throw new Error("The browser has recorded no interaction");
  const slowest = begun.map(({ name, at: from }, index): [string, number | null] => {
    const to = begun[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    const times = interactions.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms);
    return [name, times.length === 0 ? null : worst(times)];
  });
  return { filtersMs, slowest };
}

const verdict = (value: number, limit: number) => (value <= limit ? " ✓" : " **missed**");
const worst = (values: number[]) => Math.max(...values);

const rows = Number(options.rows);
say(`Filling ${rows.toLocaleString("en")} jobs …`);
const product = await startFilledProduct(rows, PENDING, false);
try {
  const context = await product.signIn({ viewport: { width: 1440, height: 900 } });
  const lines: string[] = [];
  for (const { name, path } of await pagesOf(product.origin)) {
    const visits: Visit[] = [];
    for (let turn = 0; turn < Number(options.visits); turn++) visits.push(await visit(product, path));
    const lcp = worst(visits.map(({ lcpMs }) => lcpMs));
    const cls = worst(visits.map((each) => each.cls));
    const script = worst(visits.map(({ scriptKb }) => scriptKb));
    const later = worst(visits.map(({ laterKb }) => laterKb));
    lines.push(
      `| ${name} | ${Math.round(lcp)} ms${verdict(lcp, BUDGET.lcpMs)} | ${cls.toFixed(3)}${verdict(cls, BUDGET.cls)} | ${Math.round(script)} kB${verdict(script, BUDGET.scriptKb)}, later ${Math.round(later)} kB |`,
    );
    say(lines.at(-1) ?? "");
  }
  const { filtersMs, slowest } = await interact(context);
  const sorted = filtersMs.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
  const kinds = slowest.map(([name, ms]) =>
    ms === null
      ? `| ${name} | < ${SHORTEST_MS} ms ✓ |`
      : `| ${name} | ${Math.round(ms)} ms${verdict(ms, BUDGET.inpMs)} |`,
  );
  const { cpu, cores, node } = describeMachine();
  process.stdout.write(`${cpu}, ${cores} cores, ${node}, ${rows.toLocaleString("en")} jobs, worst of ${options.visits} visits

| page | LCP (≤ 1.5 s) | CLS (≤ 0.02) | scripts of the first load, compressed (≤ 250 kB), and those loaded where needed |
| --- | --- | --- | --- |
${lines.join("\n")}

| interaction | INP: the slowest (≤ 150 ms) |
| --- | --- |
${kinds.join("\n")}

Filter of the list, from the press to painted rows, ${FILTERS} times: p50 ${Math.round(latencyOf(filtersMs).p50)} ms, p95 ${Math.round(p95)} ms${verdict(p95, BUDGET.filterMs)} (≤ 300 ms).
`);
} finally {
  await product.stop();
}
process.exit(0);
