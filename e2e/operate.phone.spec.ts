/** Workers, recovery and the audit log in a hand. The worker is everybody's, so what it leaves behind is a job past its time. */
import { expectAccessible } from "./accessible";
import { expect, phone, signIn, test } from "./fixtures";

test.use(phone);

const jobsPath = "/api/presentations/jobs";

test("a worker is paused and a timed-out job recovered by thumb, and their pages fit a phone", async ({
  page,
  api,
}) => {
  // No machine draws its slides within a second (lib/demo/demo-lessons.ts).
  const data = { lesson_id: "demo-sixteen-themes", timeout_seconds: 1, max_retries: 0, priority: "urgent" };
  const { job_id } = await (await api.post("/api/presentations/generate", { data })).json();
  const read = async () => (await api.get(`${jobsPath}/${job_id}`)).json();
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

  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe("timeout");
  await page.goto("/recovery");
  await expect(page.getByRole("region", { name: "Clean-up", exact: true })).toBeVisible();
  const timedOut = page.getByRole("region", { name: /^Timed out \(\d+\)$/ });
  const job = page.locator(`a[href="/jobs/${job_id}"]`);
  await expect(timedOut.getByRole("listitem").filter({ has: job })).toContainText("Goes back into the queue");
  expect(await width()).toBeLessThanOrEqual(375);
  await timedOut.getByRole("button", { name: /^Recover \d+ jobs? …$/ }).click();
  const recovery = page.getByRole("dialog", { name: /^Recover \d+ jobs?$/ });
  await recovery.getByLabel("Reason").fill("The machine was busy");
  expect(await width()).toBeLessThanOrEqual(375);
  await recovery.getByRole("button", { name: /^Recover \d+ jobs?$/ }).click();
  const report = page.getByRole("status").filter({ hasText: /^\d+ jobs? (was|were) recovered/ });
  await expect(report.getByRole("listitem").filter({ has: job })).toContainText("Back in the queue");
  expect(await width()).toBeLessThanOrEqual(375);
  await expect.poll(async () => (await read()).retry_count).toBe(1);

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
