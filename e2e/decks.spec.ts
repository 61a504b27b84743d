/** What people do with the decks of a lesson: compare two, present one, delete one. */
import type { APIRequestContext } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, signIn, test } from "./fixtures";

const lessonId = `decks-${Date.now()}`;
const content = (clap: string, more = "") =>
  `# Clap the beat\n\n## Objectives\n- Clap a steady beat\n\n## Activity 1: Echo (10 minutes)\n- ${clap}\n- Listen\n${more}\n## Closure (5 minutes)\n- Bow\n`;

async function makeDeck(api: APIRequestContext, text: string, style: string): Promise<string> {
  await api.put(`/api/lessons/${lessonId}`, { data: { title: "Clap the beat", content: text } });
  const data = { lesson_id: lessonId, style, use_llm_polish: false, priority: "urgent" };
  const { job_id } = await (await api.post("/api/presentations/generate", { data })).json();
  let deck = "";
  await expect(async () => {
    const job = await (await api.get(`/api/presentations/jobs/${job_id}`)).json();
    expect(job).toMatchObject({ status: "completed" });
    deck = job.presentation_id;
  }).toPass({ timeout: 30_000 });
  return deck;
}

test("decks of a lesson are compared, presented in two windows, and deleted", async ({ page, api }) => {
  const [old, fresh] = [
    await makeDeck(api, content("Clap once"), "default"),
    await makeDeck(
      api,
      content("Clap twice", "\n## Activity 2: Walk (10 minutes)\n- Walk around\n"),
      "high-contrast",
    ),
  ];
  await signIn(page, `/lessons/${lessonId}`);
  const decks = page.getByRole("region", { name: "Decks" });
  await expect(decks.locator("svg[viewBox='0 0 960 540']")).toHaveCount(2);
  await decks.getByRole("link", { name: /^Compare with newest/ }).click();

  await expect(page).toHaveURL(`/presentations/compare?a=${old}&b=${fresh}`);
  const facts = page.getByRole("table", { name: "The two decks" });
  await expect(facts.getByRole("row", { name: /Lesson revision \(differs\)/ })).toContainText("12");
  await expect(facts.getByRole("row", { name: /^Style \(differs\)/ })).toBeVisible();
  const slides = page.getByRole("list", { name: "Slides side by side" }).locator(":scope > li");
  const echo = slides.filter({ has: page.getByRole("heading", { name: /Echo.*Changed/ }) });
  await expect(
    echo.getByRole("list", { name: "Points" }).getByRole("listitem").filter({ hasText: "Clap once" }),
  ).toContainText("Removed:");
  await expect(
    echo.getByRole("list", { name: "Points" }).getByRole("listitem").filter({ hasText: "Clap twice" }),
  ).toContainText("Added:");
  await expect(slides.filter({ hasText: "Walk" }).getByText("Not in this deck").first()).toBeVisible();
  await expectAccessible(page);
  const all = await slides.count();
  await page.getByRole("link", { name: "Only differences" }).click();
  await expect(page.getByRole("link", { name: "Show everything" })).toBeVisible();
  expect(await slides.count()).toBeLessThan(all);

  await page.goto(`/presentations/${fresh}`);
  await page.getByRole("link", { name: "Present", exact: true }).click();
  await expect(page.getByRole("region", { name: "Current slide" })).toBeVisible();
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Audience window" }).click();
  const audience = await opened;
  await audience.waitForURL("**/audience");
  const article = audience.getByRole("article");
  const shownHere = () =>
    page.getByRole("region", { name: "Current slide" }).getByRole("article").getAttribute("aria-label");
  await expect(article).toHaveAttribute("aria-label", (await shownHere()) ?? "");
  await page.keyboard.press("PageDown");
  await expect(page.getByText(/^Slide 2 of/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(article).toHaveAttribute("aria-label", (await shownHere()) ?? "");
  await audience.keyboard.press("End");
  await expect(page.getByText(/^Slide (\d+) of \1/)).toBeVisible();
  // The slide stands in the middle of the window, in the dark.
  const room = audience.getByRole("main");
  await expect(room).toHaveCSS("background-color", "rgb(0, 0, 0)");
  const isCentred = () => {
    const { left, right } = document.querySelector("article")?.getBoundingClientRect() ?? {
      left: 0,
      right: 0,
    };
    return Math.abs(left - (window.innerWidth - right)) <= 1;
  };
  expect(await audience.evaluate(isCentred)).toBe(true);
  await page.keyboard.press("b");
  await expect(article).toHaveCount(0);
  await expect(room).toHaveCSS("background-color", "rgb(0, 0, 0)");
  await page.keyboard.press("b");
  await expect(article).toHaveCount(1);
  await audience.close();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Leave the presentation" }).click();

  await page.waitForURL(/\/presentations\/[\w-]+\?slide=\d+$/);
  await page.getByRole("button", { name: "Delete deck" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete deck" });
  const backdrop = (element: Element) => getComputedStyle(element, "::backdrop").backgroundColor;
  expect(await dialog.evaluate(backdrop)).toMatch(/\b0?\.4\)$/);
  await dialog.getByLabel("Reason").fill("Made by mistake");
  await expectAccessible(page, ["dialog"]);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(`**/lessons/${lessonId}`);
  await expect(page.getByText("Deck deleted", { exact: true })).toBeVisible();
  await expect(decks.getByRole("listitem")).toHaveCount(1);
  expect((await api.get(`/api/presentations/${fresh}`)).status()).toBe(404);
  const audit = await (await api.get(`/api/audit?target_id=${fresh}`)).text();
  expect(audit).toContain("Made by mistake");
});
