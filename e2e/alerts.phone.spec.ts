/** The alerts on a phone: the rules as cards, nothing wider than the screen. */
import { expectAccessible } from "./accessible";
import { expect, phone, signIn, test } from "./fixtures";

test.use(phone);

test("rules are read and changed by thumb", async ({ page }) => {
  await signIn(page, "/alerts");
  const rules = page.getByRole("list", { name: "Rules of the alerts" });
  await expect(rules.getByRole("listitem").filter({ hasText: "Failure rate" })).toContainText("above 20 %");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await expectAccessible(page);
  await rules.getByRole("button", { name: "Change Failure rate" }).click();
  const dialog = page.getByRole("dialog", { name: "Change Failure rate" });
  await dialog.getByLabel("Fires above (%)").fill("25");
  await dialog.getByRole("button", { name: "Save" }).click();
  const card = rules.getByRole("listitem").filter({ hasText: "Failure rate" });
  await expect(card).toContainText("above 25 %");
  await card.getByRole("button", { name: "Change Failure rate" }).click();
  await dialog.getByRole("button", { name: "Back to the defaults" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(card).toContainText("above 20 %");
});
