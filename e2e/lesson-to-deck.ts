/** The first path of the product, told once for every size of screen. */
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { lesson as lessonContract } from "../lib/contract/lessons";
import { parseLesson } from "../lib/presentations/lesson/parse-lesson";
import { readPdf, readPptx, squeezed } from "./deck-files";
import { expect, signIn } from "./fixtures";

/** Signs in, picks a lesson, generates, watches, pages through, downloads; then opens the files. */
export async function makeDeckInBrowser(page: Page, api: APIRequestContext): Promise<void> {
  await signIn(page);
  await page.getByRole("link", { name: "Lessons" }).first().click();
  await page.waitForURL("**/lessons");
  const link = page.getByRole("main").getByRole("link").filter({ hasText: "Rhythm" }).first();
  await link.click();
  await page.waitForURL("**/lessons/*");
  const lessonId = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");

  await page.getByRole("button", { name: "Generate deck" }).click();
  const dialog = page.getByRole("dialog", { name: "Generate deck" });
  await dialog.getByLabel("Priority").selectOption("urgent");
  await dialog.getByRole("button", { name: "Generate" }).click();

  await page.waitForURL(/\/jobs\/[\w-]+$/);
  const stages = page.getByRole("list", { name: "Stages" });
  await expect(stages.getByRole("listitem")).toHaveCount(5);
  await expect(page.getByRole("status").filter({ hasText: "Completed" })).toBeVisible({ timeout: 30_000 });
  for (const stage of ["Parse", "Outline", "Render", "Publish"]) {
    await expect(stages.getByRole("listitem").filter({ hasText: stage })).toContainText("Done");
  }

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
  const lesson = lessonContract.parse(await (await api.get(`/api/lessons/${lessonId}`)).json());
  const { activities } = parseLesson({
    title: lesson.title,
    content: lesson.content,
    format: lesson.content_format,
  });
  expect(activities.length).toBeGreaterThan(0);
  const { slides, notes } = readPptx(pptx);
  const pages = (await readPdf(pdf)).map(squeezed);
  expect(pages).toHaveLength(slides.length);
  expect(notes).toHaveLength(slides.length);
  for (const activity of activities) {
    const name = squeezed(activity.title);
    expect(slides.map(squeezed).some((slide) => slide.includes(name))).toBe(true);
    expect(pages.some((text) => text.includes(name))).toBe(true);
  }
  await expectScriptsIn(notes, page, api);
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
