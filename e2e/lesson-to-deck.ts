/** The first path of the product, told once for every size of screen. */
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { readPdf, readPptx, squeezed } from "./deck-files";
import { expect, signIn } from "./fixtures";
import { holdQueue, recordTimeline, type Timeline } from "./timeline";

/** As lib/demo/lessons/rhythm-detectives.ts has them, in the table of its course. */
const activityTitles = [
  "Warm-up: names as rhythms",
  "The case of the missing pattern",
  "Partner stakeout",
  "My secret rhythm",
  "Closing: case closed",
];

/** Signs in, picks a lesson, generates, watches, pages through, downloads; then opens the files. */
export async function makeDeckInBrowser(page: Page, api: APIRequestContext): Promise<void> {
  const timeline = await recordTimeline(page);
  await signIn(page);
  await page.getByRole("link", { name: "Lessons" }).first().click();
  await page.waitForURL("**/lessons");
  const link = page.getByRole("main").getByRole("link").filter({ hasText: "Rhythm Detectives" });
  await link.filter({ visible: true }).click();
  await page.waitForURL("**/lessons/*");
  const letGo = await holdQueue(api);

  await page.getByRole("button", { name: "Generate deck" }).click();
  const dialog = page.getByRole("dialog", { name: "Generate deck" });
  // A cover and an activity in each of the six styles; the choice itself is by name.
  await expect(dialog.locator("svg[viewBox='0 0 960 540']")).toHaveCount(12);
  await dialog.getByRole("radio", { name: /^Playful/ }).press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: /^Classic/ })).toBeChecked();
  await dialog.getByLabel("Priority").selectOption("urgent");
  await dialog.getByRole("button", { name: "Generate" }).click();

  await page.waitForURL(/\/jobs\/[\w-]+$/);
  const stages = page.getByRole("table", { name: "Stages" });
  await expect(stages.getByRole("rowheader")).toHaveCount(5);
  await expect(page.getByRole("status").filter({ hasText: /^Pending$/ })).toBeVisible();
  await letGo();
  await expect(page.getByRole("status").filter({ hasText: /^Completed$/ })).toBeVisible({ timeout: 30_000 });
  for (const stage of ["Parse", "Outline", "Render", "Publish"]) {
    await expect(stages.getByRole("row").filter({ hasText: stage })).toContainText("Done");
  }
  expectStagesToHavePassed(await timeline());

  const viewer = page.getByRole("region", { name: "Slides" });
  await expect(viewer).toContainText(/Slide 1 of \d+/);
  await page.keyboard.press("ArrowRight");
  await expect(viewer).toContainText(/Slide 2 of \d+/);
  await viewer.getByRole("button", { name: "Next slide" }).click();
  await expect(viewer).toContainText(/Slide 3 of \d+/);
  await page.keyboard.press("End");
  await expect(viewer.getByRole("button", { name: "Next slide" })).toBeDisabled();
  await expect(viewer.getByRole("region", { name: "Speaker notes" })).not.toContainText("No notes");

  const pptx = await download(page, /PowerPoint/, /^presentation_.*\.pptx$/);
  const pdf = await download(page, /PDF/, /^presentation_.*\.pdf$/);
  const handout = await download(page, /Handout/, /^presentation_.*_handout\.pdf$/);
  expect((await readPdf(handout)).length).toBeGreaterThan(1);
  const { slides, notes } = readPptx(pptx);
  const pages = (await readPdf(pdf)).map(squeezed);
  expect(pages).toHaveLength(slides.length);
  expect(notes).toHaveLength(slides.length);
  for (const title of activityTitles) {
    const name = squeezed(title);
    expect(slides.map(squeezed).some((slide) => slide.includes(name))).toBe(true);
    expect(pages.some((text) => text.includes(name))).toBe(true);
  }
  await expectScriptsIn(notes, page, api);
}

/** The timeline was watched while the job ran: stages began and ended one after the other, and none went back. */
function expectStagesToHavePassed(states: Timeline[]): void {
  const order = ["Not started", "Running", "Skipped", "Done"];
  const places = states.map((state) => Object.values(state).map((word) => order.indexOf(word)));
  expect(places.flat()).not.toContain(-1);
  for (const [index, place] of places.slice(1).entries()) {
    const before = places[index] ?? [];
    expect(place.every((now, stage) => now >= (before[stage] ?? 0))).toBe(true);
  }
  const begun = (state: Timeline) => Object.values(state).filter((word) => word !== "Not started").length;
  expect(states.length).toBeGreaterThanOrEqual(3);
  expect(begun(states[0] ?? {})).toBe(0);
  // At least three stages were seen to have begun while the job was still at work.
  expect(
    states.filter((state) => Object.values(state).includes("Running")).some((state) => begun(state) >= 3),
  ).toBe(true);
  expect(states.at(-1)).toMatchObject({ Parse: "Done", Outline: "Done", Render: "Done", Publish: "Done" });
}

/** The first downloaded bytes, under the file name the API promises. */
async function download(page: Page, label: RegExp, fileName: RegExp): Promise<Uint8Array> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("list", { name: "Downloads" }).getByRole("link", { name: label }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(fileName);
  return readFile(await file.path());
}

async function expectScriptsIn(notes: string[], page: Page, api: APIRequestContext): Promise<void> {
  const jobId = new URL(page.url()).pathname.split("/").at(-1);
  const job = await (await api.get(`/api/presentations/jobs/${jobId}`)).json();
  const deck = await (await api.get(`/api/presentations/${job.presentation_id}`)).json();
  const all = squeezed(notes.join("\n"));
  for (const slide of deck.slides) expect(all).toContain(squeezed(slide.teacher_script));
}
