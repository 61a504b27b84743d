/**
 * What the pages cost in a browser: the production build on 1,000,000 jobs, measured with the browser's own metrics.
 * `npm run bench:pages [-- --rows 1000000 --visits 5]`, after a build (`npm start` or `npm run check` with one).
 *
 * LCP, CLS and the scripts of a first visit with an empty cache; INP of the interactions below; and the list's way from a click
 * on a filter to the painted rows. The budget is issue 5's, after web.dev's "good" limits (LCP 2.5 s, CLS 0.1, INP 200 ms).
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

type Visit = { lcpMs: number; cls: number; scriptKb: number };

const say = (text: string) => process.stderr.write(`${text}\n`);

/** Runs in the page, before its own scripts. */
function watch(): void {
  const seen = { lcp: 0, cls: 0, interactions: [] as number[] };
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
      if (entry.interactionId > 0) seen.interactions.push(entry.duration);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

type Seen = { lcp: number; cls: number; interactions: number[] };
const readSeen = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

async function visit(product: FilledProduct, path: string): Promise<Visit> {
  const context = await product.signIn({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(path, { waitUntil: "load" });
  // The page holds an event stream open, so the network is never idle: what it shows has settled when no chart is left to come.
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], .skeleton") === null);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const scriptBytes = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  const { lcp, cls } = await readSeen(page);
  await context.close();
  return { lcpMs: lcp, cls, scriptKb: scriptBytes / 1024 };
}

/** From the click on a state's tab to the frame in which its rows are painted, and the interactions' own durations. */
async function filter(context: BrowserContext): Promise<{ filterMs: number[]; inpMs: number }> {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto("/jobs");
  const filterMs: number[] = [];
  for (let turn = 0; turn < FILTERS; turn++) {
    const state = turn % 2 === 0 ? "failed" : "completed";
    filterMs.push(
      await page.evaluate(async (status) => {
        const link = document.querySelector<HTMLAnchorElement>(`main a[href$="status=${status}"]`);
        if (!link) throw new Error(`There is no tab for ${status}`);
        const startedAt = performance.now();
        link.click();
        const word = status === "failed" ? "Failed" : "Completed";
        const isShown = () => {
          const states = [...document.querySelectorAll("tbody tr")].map((row) => row.textContent ?? "");
          return states.length > 0 && states.every((text) => text.includes(word));
        };
        while (!isShown()) await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return performance.now() - startedAt;
      }, state),
    );
  }
  for (const name of ["Next page", "Older"]) {
    const link = page.getByRole("link", { name, exact: true });
    if (await link.isVisible()) await link.click();
  }
  await page.keyboard.press("Tab");
  const { interactions } = await readSeen(page);
  return { filterMs, inpMs: Math.max(0, ...interactions) };
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
    lines.push(
      `| ${name} | ${Math.round(lcp)} ms${verdict(lcp, BUDGET.lcpMs)} | ${cls.toFixed(3)}${verdict(cls, BUDGET.cls)} | ${Math.round(script)} kB${verdict(script, BUDGET.scriptKb)} |`,
    );
    say(lines.at(-1) ?? "");
  }
  const { filterMs, inpMs } = await filter(context);
  const sorted = filterMs.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
  const { cpu, cores, node } = describeMachine();
  process.stdout.write(`${cpu}, ${cores} cores, ${node}, ${rows.toLocaleString("en")} jobs, worst of ${options.visits} visits

| page | LCP (≤ 1.5 s) | CLS (≤ 0.02) | scripts, compressed (≤ 250 kB) |
| --- | --- | --- | --- |
${lines.join("\n")}

Filter of the list to painted rows: p50 ${Math.round(latencyOf(filterMs).p50)} ms, p95 ${Math.round(p95)} ms${verdict(p95, BUDGET.filterMs)} (≤ 300 ms). Slowest interaction: ${Math.round(inpMs)} ms${verdict(inpMs, BUDGET.inpMs)} (≤ 150 ms).
`);
} finally {
  await product.stop();
}
process.exit(0);
