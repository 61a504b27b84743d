/** The frame on a phone: the bottom bar, its sheet, and the palette by thumb. */
import { expectAccessible } from "./accessible";
import { expect, phone, signIn, test } from "./fixtures";

test.use(phone);

test("four pages at the thumb, the rest behind More", async ({ page }) => {
  await signIn(page);
  const bar = page.getByRole("navigation", { name: "Main" });
  await expect(bar.getByRole("link")).toHaveText(["Overview", "Jobs", "Lessons", "Workers"]);
  await bar.getByRole("link", { name: "Lessons" }).click();
  await expect(page).toHaveURL("/lessons");
  await expect(bar.getByRole("link", { name: "Lessons" })).toHaveAttribute("aria-current", "page");

  await bar.getByRole("button", { name: "More" }).click();
  const sheet = page.getByRole("dialog", { name: "Other pages" });
  await expect(sheet.getByRole("link")).toHaveText([
    "Statistics",
    "Alerts",
    "Recovery",
    "Audit log",
    "Settings",
    "API",
  ]);
  await expectAccessible(page);
  await sheet.getByRole("link", { name: "API" }).click();
  await expect(page).toHaveURL("/docs/api");
  await expect(sheet).toBeHidden();
});

test("a lost connection is said across the top, with the whole age of what is shown", async ({
  page,
  context,
  consoleErrors,
}) => {
  await signIn(page, "/jobs");
  const top = page.getByRole("banner");
  const brand = await top.getByRole("link", { name: "Presentation Jobs" }).boundingBox();
  expect(brand?.height).toBeLessThan(40);
  await context.setOffline(true);
  const state = top.getByText(/Reconnecting.*data \d+ s old/);
  await expect(state).toBeVisible();
  // Nothing of it is cut off.
  const bar = await state.locator("..").evaluate((words) => [words.scrollWidth, words.clientWidth]);
  expect(bar).toEqual([375, 375]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await expectAccessible(page, ["header"]);
  await context.setOffline(false);
  await expect(top.getByText("Live")).toBeVisible();
  expect(consoleErrors.splice(0).filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});

test("the palette opens from the top and leads to a lesson's new deck", async ({ page }) => {
  await signIn(page);
  await page.getByRole("button", { name: "Search pages, jobs and actions" }).click();
  const palette = page.getByRole("dialog", { name: "Commands" });
  await palette.getByRole("option", { name: "New deck" }).click();
  await palette.getByRole("combobox").fill("steady");
  await palette.getByRole("option", { name: "Steady Beat with the Bears" }).click();
  await expect(page.getByRole("dialog", { name: "Generate deck" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
});
