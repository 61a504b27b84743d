/** What an administrator does most, with a thumb: why did it fail, take it back, stop what is not wanted. */
import type { Page } from "@playwright/test";
import { expect, phone, signIn, test } from "./fixtures";

test.use(phone);

const jobsPath = "/api/presentations/jobs";
/** It makes more slides than a deck holds, so its jobs fail for good. */
const HOPELESS = "demo-school-year";
/** One more than a dialog lists (components/actions/action-buttons.tsx). */
const MANY = 21;

const fitsPhone = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);

test("a failure is followed from the overview to its story, and retried", async ({ page, api }) => {
  const data = { lesson_id: HOPELESS, max_retries: 0, priority: "urgent" };
  const { job_id } = await (await api.post("/api/presentations/generate", { data })).json();
  const read = async () => (await api.get(`${jobsPath}/${job_id}`)).json();
  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe("failed");
  const { error_code } = await read();

  await signIn(page, "/?range=1h");
  await fitsPhone(page);
  const group = page.getByRole("list", { name: "Failures by error" }).getByRole("listitem");
  await group
    .filter({ hasText: error_code })
    .getByRole("link", { name: /^\d+ jobs? with/ })
    .click();
  await expect(page).toHaveURL(/\/jobs\?status=failed,timeout&error_code=/);
  await fitsPhone(page);
  await page.getByRole("list", { name: "Jobs" }).locator(`a[href="/jobs/${job_id}"]`).first().click();
  await expect(page).toHaveURL(`/jobs/${job_id}`);
  await expect(page.getByRole("status").filter({ hasText: /^Failed$/ })).toBeVisible();
  await fitsPhone(page);
  await page.getByRole("button", { name: "Retry", exact: true }).click();
  await expect.poll(async () => (await read()).retry_count).toBe(1);
});

test("more waiting jobs than a dialog lists are selected, cancelled with their number typed, and put back", async ({
  page,
  api,
}) => {
  await api.put("/api/lessons/by-thumb", { data: { title: "By thumb", content: "# Clap\n\n- Clap" } });
  const run_at = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const jobs = Array.from({ length: MANY }, () => ({ lesson_id: "by-thumb", run_at }));
  await api.post("/api/presentations/generate/bulk", { data: { jobs } });
  await signIn(page, "/jobs?lesson_id=by-thumb");
  const cards = page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
  await expect(cards).toHaveCount(MANY);
  for (let index = 0; index < MANY; index++) await cards.nth(index).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar.getByRole("status")).toHaveText(`${MANY} selected`);
  await bar.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Cancel ${MANY} jobs` });
  await expect(dialog.getByRole("list", { name: "Jobs" })).toHaveCount(0);
  await dialog.getByLabel(`Type ${MANY} to confirm`).fill(String(MANY));
  await fitsPhone(page);
  await dialog.getByRole("button", { name: `Cancel ${MANY} jobs` }).click();
  await expect(cards.filter({ hasText: "Cancelled" })).toHaveCount(MANY);
  await fitsPhone(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cards.filter({ hasText: "Cancelled" })).toHaveCount(0);
  const waiting = await api.get(`${jobsPath}?limit=1&lesson_id=by-thumb&status=pending`);
  expect(waiting.headers()["x-total-count"]).toBe(String(MANY));
});

test("no page is wider than the phone: what is, scrolls in its own place", async ({ page }) => {
  await signIn(page, "/statistics?range=7d");
  for (const address of ["/statistics?range=7d", "/recovery", "/audit", "/workers", "/settings/people"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fitsPhone(page);
  }
});
