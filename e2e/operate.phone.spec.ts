/** Workers, recovery and the audit log in a hand. */
import { expectAccessible } from "./accessible";
import { expect, signIn, test } from "./fixtures";

test("workers, recovery and audit log fit a phone", async ({ page }) => {
  await signIn(page, "/workers");
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  const workers = page.getByRole("list", { name: "Workers" }).getByRole("listitem");
  await expect(workers.first()).toContainText("Heartbeat");
  await page.getByRole("button", { name: "Pause worker" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Pause worker" });
  await dialog.getByLabel("Reason").fill("In a hurry");
  await dialog.getByRole("button", { name: "Pause" }).click();
  await expect(workers.first()).toContainText("In a hurry");
  await page.getByRole("button", { name: "Resume worker" }).first().click();
  await expect(workers.first()).toContainText("Active");

  await page.goto("/recovery");
  await expect(page.getByRole("region", { name: "Clean-up", exact: true })).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(375);

  await page.goto("/audit?action=pauseWorker");
  const entry = page.getByRole("list", { name: "Audit log" }).getByRole("listitem").first();
  await expect(entry).toContainText("In a hurry");
  await entry.getByText("Details").click();
  await expect(entry.getByText("Request", { exact: true })).toBeVisible();
  expect(await width()).toBeLessThanOrEqual(375);
  for (const address of ["/workers", "/recovery", "/audit"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await width(), address).toBeLessThanOrEqual(375);
    await expectAccessible(page);
  }
});
