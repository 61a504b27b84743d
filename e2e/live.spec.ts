/** What is on a page stays true: in two tabs, and over a gap in the connection. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { alive, expect, signIn, test } from "./fixtures";

const jobsPath = "/api/presentations/jobs";

/** Jobs that wait for tomorrow, so that nothing happens to them by itself. */
async function givenWaiting(api: APIRequestContext, lessonId: string, count: number): Promise<string[]> {
  await api.put(`/api/lessons/${lessonId}`, {
    data: { title: `Lesson ${lessonId}`, content: "# Clap\n\n- Clap" },
  });
  const run_at = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const jobs = Array.from({ length: count }, () => ({ lesson_id: lessonId, run_at }));
  const answer = await api.post("/api/presentations/generate/bulk", { data: { jobs } });
  return (await answer.json()).results.map(({ job_id }: { job_id: string }) => job_id);
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Jobs" }).locator("tbody").getByRole("row");
const cancelled = (page: Page) => rowsOf(page).filter({ hasText: "Cancelled" });

test("two tabs with the same list stay in step, and so does a tab with one of its jobs", async ({
  page,
  api,
  context,
}) => {
  const [first = ""] = await givenWaiting(api, "in-step", 3);
  await signIn(page, "/jobs?lesson_id=in-step");
  const [list, job] = [await context.newPage(), await context.newPage()];
  await Promise.all([list.goto("/jobs?lesson_id=in-step"), job.goto(`/jobs/${first}`)]);
  await Promise.all([alive(list), alive(job)]);
  await expect(rowsOf(list)).toHaveCount(3);

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel 3 jobs" });
  await dialog.getByRole("button", { name: "Cancel 3 jobs" }).click();
  for (const tab of [page, list]) await expect(cancelled(tab)).toHaveCount(3);
  await expect(job.getByRole("status").filter({ hasText: /^Cancelled$/ })).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  for (const tab of [page, list]) await expect(cancelled(tab)).toHaveCount(0);
  await expect(job.getByRole("status").filter({ hasText: /^Pending$/ })).toBeVisible();
});

test("a lost connection is said with the age of what is shown, and what was missed comes with the next one", async ({
  page,
  api,
  context,
  consoleErrors,
}) => {
  const [first = "", second = ""] = await givenWaiting(api, "gap", 2);
  await signIn(page, "/jobs?lesson_id=gap");
  await expect(rowsOf(page)).toHaveCount(2);
  await context.setOffline(true);
  await expect(page.getByText("Reconnecting").filter({ visible: true })).toBeVisible();
  await expect(page.getByText(/data \d+ s old/).filter({ visible: true })).toBeVisible();
  await expectAccessible(page, ["aside"]);
  await api.delete(`${jobsPath}/${first}`);
  await givenWaiting(api, "gap", 1);
  // What was there stays to be read, and is not taken for more than it is.
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(cancelled(page)).toHaveCount(0);

  await context.setOffline(false);
  await alive(page);
  await expect(cancelled(page)).toHaveCount(1);
  await page.getByRole("button", { name: "1 new job" }).click();
  await expect(rowsOf(page)).toHaveCount(3);
  // The browser itself reports what it could not fetch meanwhile.
  expect(consoleErrors.splice(0).filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  await api.delete(`${jobsPath}/${second}`);
});

for (const [address, name] of [
  ["/", "Overview"],
  ["/workers", "Workers"],
] as const) {
  test(`${name} stays to be read while the server is away, and goes on when it is back`, async ({
    page,
    api,
    context,
    consoleErrors,
  }) => {
    const [job = ""] = await givenWaiting(api, "away", 1);
    await page.clock.install();
    await signIn(page, address);
    const title = page.getByRole("heading", { level: 1, name });
    await expect(title).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText("Reconnecting").filter({ visible: true })).toBeVisible();
    // It would render itself anew now.
    const asked = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/livez"));
    await page.clock.fastForward(20_000);
    await asked;
    await page.clock.fastForward(20_000);
    await expect(title).toBeVisible();
    await expect(page).toHaveURL(address);

    const anew = page.waitForRequest((request) => request.url().includes("_rsc="));
    await context.setOffline(false);
    await page.clock.fastForward(20_000);
    await anew;
    await alive(page);
    await expect(title).toBeVisible();
    expect(consoleErrors.splice(0).filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED"))).toEqual(
      [],
    );
    await api.delete(`${jobsPath}/${job}`);
  });
}
