/**
 * Pictures of every page, in both themes, wide and on a phone: `npm run screenshots [-- --only jobs,job-failed --language zh-CN]`,
 * after a build. They go to screenshots/, which git ignores.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type FilledProduct, startFilledProduct, TOKEN } from "./filled-product";
import { pagesOf } from "./pages";

const { values: options } = parseArgs({
  options: { only: { type: "string" }, language: { type: "string", default: "en" } },
});
const FINISHED = 5_000;
const PENDING = 60;
const themes = ["light", "dark"] as const;
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 375, height: 812 } };

const folder = path.join("screenshots", options.language ?? "en");

/** The jobs end by themselves, one of the demo's at its time limit. */
async function untilDemoIsDone({ origin }: FilledProduct): Promise<void> {
  for (;;) {
    const answer = await fetch(`${origin}/api/presentations/jobs/counts`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    const { pending, running }: { pending: number; running: number } = await answer.json();
    // One of the demo waits for tomorrow.
    if (pending <= 1 && running === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const wanted = options.only?.split(",");
const product = await startFilledProduct(FINISHED, PENDING, true);
try {
  await mkdir(folder, { recursive: true });
  await untilDemoIsDone(product);
  const pages = (await pagesOf(product.origin)).filter(({ name }) => wanted?.includes(name) ?? true);
  for (const theme of themes) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await product.signIn({
        viewport,
        colorScheme: theme,
        locale: options.language ?? "en",
      });
      const page = await context.newPage();
      for (const { name, path: address } of pages) {
        await page.goto(address, { waitUntil: "load" });
        await page.waitForFunction(() => document.querySelector("[aria-busy=true], .skeleton") === null);
        await page.screenshot({
          path: path.join(folder, `${name}-${theme}-${size}.png`),
          fullPage: true,
          animations: "disabled",
        });
      }
      await context.close();
    }
  }
} finally {
  await product.stop();
}
process.stdout.write(`Pictures are in ${folder}/\n`);
process.exit(0);
