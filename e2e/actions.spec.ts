/** An operator acts on many jobs: all that match with a typed number, a few, and one; and takes it back. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { alive, expect, signIn, test } from "./fixtures";

const jobsPath = "/api/presentations/jobs";

// Nothing begins by itself: what waits, waits for the test.
test.beforeEach(async ({ api }) => {
  await api.post(`${jobsPath}/system/pause`, { data: { reason: "Acting on many jobs" } });
});
test.afterEach(async ({ api }) => {
  await api.post(`${jobsPath}/bulk-cancel`, { data: { filter: { status: ["pending"] } } });
  await api.post(`${jobsPath}/system/resume`);
});

async function givenJobs(api: APIRequestContext, lessonId: string, count: number): Promise<string[]> {
  await api.put(`/api/lessons/${lessonId}`, {
    data: { title: `Many ${lessonId}`, content: "# Many\n\n- Clap" },
  });
  const jobs = Array.from({ length: count }, () => ({ lesson_id: lessonId }));
  const answer = await api.post("/api/presentations/generate/bulk", { data: { jobs } });
  return (await answer.json()).results.map(({ job_id }: { job_id: string }) => job_id);
}

const totalOf = async (api: APIRequestContext, query: string) =>
  Number((await api.get(`${jobsPath}?limit=1&${query}`)).headers()["x-total-count"]);

async function begin(page: Page, address: string): Promise<void> {
  await signIn(page, address);
}

test("all 400 that match are cancelled with their number typed, and put back", async ({ page, api }) => {
  await givenJobs(api, "act-on-all", 400);
  const pending = "lesson_id=act-on-all&status=pending";
  await begin(page, `/jobs?${pending}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Select all 400 matching" }).click();
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Cancel", exact: true }).click();

  const dialog = page.getByRole("dialog", { name: "Cancel 400 jobs" });
  await expect(dialog).toBeVisible();
  const count = dialog.getByLabel("Type 400 to confirm");
  await expect(count).toBeFocused();
  await expectAccessible(page);
  await count.fill("40");
  await count.press("Enter");
  await expect(dialog.getByText("This is not 400.")).toBeVisible();
  expect(await totalOf(api, pending)).toBe(400);
  await count.fill("400");
  await dialog.getByLabel("Reason (optional)").fill("Wrong lesson");
  // Later than the start, so not meant.
  await dialog.getByRole("button", { name: "Cancel 400 jobs" }).click();
  await expect(dialog).toHaveCount(0);
  const [later] = await givenJobs(api, "act-on-all", 1);
  await page.getByRole("link", { name: "Show progress" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Cancel 400 jobs" })).toBeVisible();
  const state = page.getByRole("main").getByRole("status");
  await expect(state).toHaveText("Completed");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("400 of 400 jobs");
  await expect(page.getByRole("region", { name: "Reason" })).toContainText("Wrong lesson");
  expect(await totalOf(api, "lesson_id=act-on-all&status=cancelled")).toBe(400);
  expect((await (await api.get(`${jobsPath}/${later}`)).json()).status).toBe("pending");
  await page.reload();
  await alive(page);
  await expect(state).toHaveText("Completed");
  await expectAccessible(page);

  await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
  await expect(state).toHaveText("Undone");
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("400 of 400 jobs put back");
  expect(await totalOf(api, pending)).toBe(401);
  await page.reload();
  await alive(page);
  await expect(state).toHaveText("Undone");
  await page.getByRole("link", { name: "Actions" }).first().click();
  await expect(page.getByRole("table", { name: "Actions" })).toContainText("400 jobs put back");
  await expectAccessible(page);
});

test("a few are listed before it happens", async ({ page, api }) => {
  await givenJobs(api, "act-on-few", 3);
  await begin(page, "/jobs?lesson_id=act-on-few");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar.getByRole("button", { name: "Retry" })).toHaveAttribute("aria-disabled", "true");
  await bar.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel 3 jobs" });
  await expect(dialog.getByRole("list", { name: "Jobs" }).getByRole("listitem")).toHaveCount(3);
  await dialog.getByRole("button", { name: "Go back" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await totalOf(api, "lesson_id=act-on-few&status=pending")).toBe(3);
});

test("a deletion that is held is aborted on its page, and nothing is deleted", async ({ page, api }) => {
  await givenJobs(api, "act-on-aborted", 3);
  const cancelled = "lesson_id=act-on-aborted&status=cancelled";
  await api.post(`${jobsPath}/bulk-cancel`, { data: { filter: { lesson_id: "act-on-aborted" } } });
  expect(await totalOf(api, cancelled)).toBe(3);
  await begin(page, `/jobs?${cancelled}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 3 jobs" });
  await expect(dialog.getByRole("list", { name: "Jobs" }).getByRole("listitem")).toHaveCount(3);
  await dialog.getByRole("button", { name: "Delete 3 jobs" }).click();
  await page.getByRole("link", { name: "Show progress" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Delete 3 jobs" })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.getByRole("status")).toHaveText("Scheduled");
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText(/The deletion begins in \d+ s\. Until then it can be undone\./);
  await main.getByRole("button", { name: "Abort" }).click();
  await expect(main.getByRole("status")).toHaveText("Aborted");
  await expect(progress).toContainText("0 of 3 jobs");
  await expect(progress).not.toContainText("The deletion begins");
  for (const name of ["Abort", "Undo"]) {
    await expect(main.getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
  }
  const actionId = new URL(page.url()).pathname.split("/").at(-1);
  const action = await (await api.get(`${jobsPath}/actions/${actionId}`)).json();
  expect(action).toMatchObject({ state: "aborted", started_at: null, done: 0, changed: 0, can_undo: false });
  expect(await totalOf(api, cancelled)).toBe(3);
});

test("one is cancelled, deleted and had back without a dialog", async ({ page, api }) => {
  const [jobId] = await givenJobs(api, "act-on-one", 1);
  await begin(page, `/jobs/${jobId}`);
  const state = page.getByRole("status").filter({ hasText: /^(Pending|Cancelled)$/ });
  await page.getByRole("button", { name: "Cancel job" }).click();
  await expect(state).toHaveText("Cancelled");
  const toasts = page.getByRole("region", { name: /Notifications/ });
  await toasts.getByRole("button", { name: "Undo" }).click();
  await expect(state).toHaveText("Pending");
  await page.getByRole("button", { name: "Cancel job" }).click();
  await expect(state).toHaveText("Cancelled");
  await page.getByRole("button", { name: "Delete job" }).click();
  const held = toasts.getByRole("listitem").filter({ hasText: "The job will be deleted" });
  const notice = page.getByText("This job is about to be deleted");
  await expect(notice).toBeVisible();
  await held.getByRole("button", { name: "Undo" }).click();
  await expect(toasts.getByText("Undone: nothing is deleted")).toBeVisible();
  await expect(notice).toHaveCount(0);
  expect((await (await api.get(`${jobsPath}/${jobId}`)).json()).status).toBe("cancelled");
});
