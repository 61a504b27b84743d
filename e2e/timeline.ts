/** What a page's timeline of stages has shown, moment by moment. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expect } from "./fixtures";

/** Stage → the word below it, without its time. */
export type Timeline = Record<string, string>;

/** Writes down every different state of the timeline from now on, in every document of the page. */
export async function recordTimeline(page: Page): Promise<() => Promise<Timeline[]>> {
  const states: Timeline[] = [];
  await page.exposeFunction("timelineShows", (state: Timeline) => states.push(state));
  await page.addInitScript(() => {
    let last = "";
    new MutationObserver(() => {
      const stages = [...document.querySelectorAll('table[aria-label="Stages"] > tbody > tr')];
      if (stages.length === 0) return;
      const words = stages.map((stage) =>
        ["th", "td"].map((cell) => stage.querySelector(cell)?.textContent ?? ""),
      );
      const text = JSON.stringify(words);
      if (text === last) return;
      last = text;
      Reflect.get(window, "timelineShows")(Object.fromEntries(words));
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return async () => {
    // The call from the page arrives in its own time; what the page asks for after it arrives later.
    await page.evaluate(() => Promise.resolve());
    return states;
  };
}

/** Long enough to keep a worker's slot until it is cancelled. */
function endlessLesson(): string {
  const step = "- Sing the line, clap the beat, walk the measure and listen to your neighbours.\n".repeat(8);
  const verses = Array.from(
    { length: 150 },
    (_, index) => `## Activity ${index + 1}: Verse ${index + 1}\n${step}`,
  );
  return `# Endless song\n${verses.join("\n")}`;
}

/** More jobs than any worker of the tests has slots. */
const SLOTS = 6;

/** Keeps every worker busy, so that the next job waits until the returned function lets it go. */
export async function holdQueue(api: APIRequestContext): Promise<() => Promise<void>> {
  const stored = await api.put("/api/lessons/endless-song", {
    data: { title: "Endless song", content: endlessLesson() },
  });
  expect(stored.ok()).toBe(true);
  const jobIds: string[] = [];
  for (let count = 0; count < SLOTS; count++) {
    const accepted = await api.post("/api/presentations/generate", {
      data: { lesson_id: "endless-song", priority: "urgent", timeout_seconds: 120, max_retries: 0 },
    });
    jobIds.push((await accepted.json()).job_id);
  }
  return async () => {
    for (const jobId of jobIds.reverse()) await api.delete(`/api/presentations/jobs/${jobId}`);
  };
}
