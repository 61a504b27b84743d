/** The page of one job tells its story: why it failed, whether that is unusual, and what to do next. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { breakLesson } from "./broken-lesson";
import { expect, signIn, test } from "./fixtures";

const lesson = {
  title: "Story of a job",
  content: "# Story of a job\n\n## Objectives\n- Clap a steady beat",
};

async function givenLesson(api: APIRequestContext, id: string): Promise<void> {
  expect((await api.put(`/api/lessons/${id}`, { data: lesson })).ok()).toBe(true);
}

async function givenJob(api: APIRequestContext, data: object): Promise<string> {
  const accepted = await api.post("/api/presentations/generate", { data });
  expect(accepted.status()).toBe(200);
  return (await accepted.json()).job_id;
}

async function untilEnded(api: APIRequestContext, jobId: string, status: string): Promise<void> {
  await expect
    .poll(async () => (await (await api.get(`/api/presentations/jobs/${jobId}`)).json()).status, {
      timeout: 30_000,
    })
    .toBe(status);
}

const stateOf = (page: Page, word: string) =>
  page.getByRole("status").filter({ hasText: new RegExp(`^${word}$`) });

test("a failed job is understood to its stack, and cloned with a change", async ({ page, api }) => {
  await givenLesson(api, "story");
  breakLesson("story");
  const failed = await givenJob(api, {
    lesson_id: "story",
    style: "high-contrast",
    priority: "high",
    timeout_seconds: 77,
    max_retries: 0,
  });
  await untilEnded(api, failed, "failed");

  await signIn(page, `/jobs/${failed}`);
  await expect(page).toHaveTitle(/Failed: Story of a job · Presentation Jobs$/);
  await expect(page.getByText("Internal error", { exact: true })).toBeVisible();
  const stages = page.getByRole("table", { name: "Stages" });
  await expect(stages.getByRole("row").filter({ hasText: "Parse" })).toContainText("Failed");
  await expect(stages.getByRole("row").filter({ hasText: "Publish" })).toContainText("Not started");

  const attempt = page.getByRole("region", { name: "Attempts" }).getByRole("listitem").first();
  await expect(attempt).toContainText("internal_error");
  await attempt.getByText("Stack", { exact: true }).click();
  await expect(attempt.getByRole("region", { name: "Stack of attempt 1" })).toContainText(/^\s*at .+/m);
  await attempt.getByText(/\d log lines/).click();
  await expect(attempt).toContainText("Attempt 1 started on");
  await expect(page.getByRole("region", { name: "Log lines" })).toContainText("Queued with priority high");
  await expect(page.getByRole("region", { name: "Is this unusual?" })).toContainText("it did not complete");
  await expect(page.getByRole("link", { name: "Audit entries of this job" })).toHaveAttribute(
    "href",
    `/audit?target_id=${failed}`,
  );
  await expect(page.getByRole("button", { name: "Priority: High" })).toBeDisabled();
  await expectAccessible(page);

  await givenLesson(api, "story");
  await page.getByRole("button", { name: "Clone and edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Clone and edit" });
  await expect(dialog.getByRole("radio", { name: /High contrast/ })).toBeChecked();
  await expect(dialog.getByLabel("Priority")).toHaveValue("high");
  await dialog.getByText("Advanced").click();
  await expect(dialog.getByLabel("Time limit (seconds)")).toHaveValue("77");
  await expect(dialog.getByLabel("Retries")).toHaveValue("0");
  await dialog.getByLabel("Retries").fill("11");
  await dialog.getByRole("button", { name: "Create job" }).click();
  await expect(dialog.getByText("Enter a whole number from 0 to 10.")).toBeVisible();
  await dialog.getByLabel("Retries").fill("1");
  await dialog.getByLabel("Priority").selectOption("urgent");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create job" }).click();

  await page.waitForURL((url) => /^\/jobs\/[\w-]+$/.test(url.pathname) && !url.pathname.endsWith(failed));
  const clone = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(stateOf(page, "Completed")).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveTitle(/Completed: Story of a job · Presentation Jobs$/);
  expect(await (await api.get(`/api/presentations/jobs/${clone}`)).json()).toMatchObject({
    lesson_id: "story",
    style: "high-contrast",
    priority: "urgent",
    timeout_seconds: 77,
    max_retries: 1,
  });
  await expect(page.getByRole("region", { name: "Slides" })).toContainText(/Slide 1 of \d+/);
});

test("its log grows before the eyes of whoever watches", async ({ page, api }) => {
  await givenLesson(api, "told-live");
  const run_at = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const jobId = await givenJob(api, { lesson_id: "told-live", run_at });
  await signIn(page, `/jobs/${jobId}`);
  const lines = page.getByRole("region", { name: "Log lines" });
  await expect(lines).toContainText("Queued with priority normal");
  await expect(lines).not.toContainText("Attempt 1");
  // It would be gone after a reload.
  await page.evaluate(() => document.body.setAttribute("data-opened", "once"));

  const due = await api.patch(`/api/presentations/jobs/${jobId}`, {
    data: { run_at: new Date().toISOString() },
  });
  expect(due.ok()).toBe(true);
  await expect(lines).toContainText("Attempt 1 started", { timeout: 30_000 });
  await expect(lines).toContainText("Completed", { timeout: 30_000 });
  await expect(page.locator("body[data-opened=once]")).toHaveCount(1);
});

test("two jobs of a lesson are held against each other, by what differs", async ({ page, api }) => {
  await givenLesson(api, "two-stories");
  const done = await givenJob(api, { lesson_id: "two-stories", priority: "urgent" });
  await untilEnded(api, done, "completed");
  breakLesson("two-stories");
  const failed = await givenJob(api, { lesson_id: "two-stories", priority: "high", max_retries: 0 });
  await untilEnded(api, failed, "failed");

  await signIn(page, `/jobs/${done}`);
  await page.getByRole("button", { name: "Compare with another job" }).click();
  const choice = page.getByRole("dialog", { name: "Compare with another job" });
  await choice.getByRole("link", { name: failed.slice(0, 8) }).click();
  await page.waitForURL(`**/jobs/compare?a=${done}&b=${failed}`);
  const table = page.getByRole("table", { name: "Compare jobs" });
  const differing = (name: string) => table.getByRole("rowheader", { name: `${name} (differs)` });
  for (const name of ["Priority", "Retries allowed", "State", "Error code"]) {
    await expect(differing(name)).toBeVisible();
  }
  for (const name of ["Style", "Time limit"]) {
    await expect(table.getByRole("rowheader", { name, exact: true })).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole("link", { name: "Show only differences" }).click();
  await expect(table.getByRole("rowheader", { name: "Style" })).toHaveCount(0);
  await page.reload();
  await expect(differing("State")).toBeVisible();
  await expect(table.getByRole("rowheader", { name: "Style" })).toHaveCount(0);
});

test("a waiting job gets another priority, in every window; an ended one says why not", async ({
  page,
  api,
  context,
}) => {
  await givenLesson(api, "waiting-story");
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const jobId = await givenJob(api, { lesson_id: "waiting-story", priority: "low", run_at: runAt });
  await signIn(page);
  const other = await context.newPage();
  for (const each of [page, other]) await each.goto(`/jobs/${jobId}`);
  await expect(page).toHaveTitle(/Pending: /);
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText(/Not before .*\d\d:\d\d:\d\d .* · in \d+ m/);

  const parameters = page.getByRole("region", { name: "Parameters" });
  await parameters.getByLabel("Priority").selectOption("urgent");
  await expect(page.getByText("Priority changed to Urgent").first()).toBeVisible();
  await expect(other.getByRole("combobox", { name: "Priority" })).toHaveValue("urgent");
  expect(await (await api.get(`/api/presentations/jobs/${jobId}`)).json()).toMatchObject({
    priority: "urgent",
    status: "pending",
  });
  await expectAccessible(page);

  await page.getByRole("button", { name: "Cancel job" }).click();
  await expect(stateOf(page, "Cancelled")).toBeVisible();
  for (const each of [page, other]) await expect(each).toHaveTitle(/Cancelled: /);
  const priority = parameters.getByRole("button", { name: "Priority: Urgent" });
  await priority.focus();
  await expect(page.getByRole("tooltip")).toHaveText("Only a waiting job can get another priority.");
  await expect(page.getByRole("region", { name: "Log lines" })).toContainText("Cancelled:");
});

test("a viewer reads the whole story and is told what they may not do", async ({ browser, api, baseURL }) => {
  await givenLesson(api, "viewers-story");
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const jobId = await givenJob(api, { lesson_id: "viewers-story", run_at: runAt });
  const email = "vera.story@example.com";
  const password = "a long enough sentence";
  const invited = await api.post("/api/users", { data: { name: "Vera", email, role: "viewer" } });
  expect(invited.status()).toBe(201);
  const token = new URLSearchParams(new URL((await invited.json()).setup_url).hash.slice(1)).get("token");
  expect((await api.post("/api/auth/set-password", { data: { token, password } })).ok()).toBe(true);

  const session = await browser.newContext({ baseURL: baseURL ?? "", locale: "zh-CN" });
  const own = await session.newPage();
  await own.goto("/sign-in");
  await own.locator("input[type=email]").fill(email);
  await own.locator("input[type=password]").fill(password);
  await own.locator("button[type=submit]").click();
  await own.waitForURL("**/");
  await own.goto(`/jobs/${jobId}`);
  await expect(own).toHaveTitle(/等待中：/);
  await expect(own.getByRole("region", { name: "参数" })).toContainText("普通");
  const notAllowed = ["克隆并编辑", "优先级：普通", "此任务的审计记录"];
  for (const name of notAllowed) await expect(own.getByRole("button", { name })).toBeDisabled();
  await expectAccessible(own);
  await own.goto(`/jobs/compare?a=${jobId}&b=${jobId}`);
  await expect(own.getByText("两者是同一个任务：请选择另一个。")).toBeVisible();
  await expectAccessible(own);
  await session.close();
});
