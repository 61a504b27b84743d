import { expect, phone, signIn, test } from "./fixtures";

test.use(phone);

test("the API can be read on a phone", async ({ page }) => {
  await signIn(page, "/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: "API" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
});
