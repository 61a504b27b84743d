/** Somebody opens the dashboard because something may be wrong: from the verdict to the jobs, and into the trends. */
import { readFileSync } from "node:fs";
import type { APIRequestContext, Page } from "@playwright/test";
import type { Job } from "../lib/contract/jobs";
import { expectAccessible } from "./accessible";
import { expect, signIn, test } from "./fixtures";

/** It makes more slides than a deck holds, so its jobs fail for good. */
const HOPELESS = "demo-school-year";

async function givenFailures(api: APIRequestContext, count: number): Promise<Job> {
  const read = async (id: string): Promise<Job> => (await api.get(`/api/presentations/jobs/${id}`)).json();
  const ids: string[] = [];
  for (let made = 0; made < count; made++) {
    const data = { lesson_id: HOPELESS, max_retries: 0, priority: "urgent" };
    ids.push((await (await api.post("/api/presentations/generate", { data })).json()).job_id);
  }
  for (const id of ids) {
    await expect.poll(async () => (await read(id)).status, { timeout: 30_000 }).toBe("failed");
  }
  return read(ids[0] ?? "");
}

async function signInTo(page: Page, address: string): Promise<void> {
  await signIn(page, address);
}

const plots = (page: Page) => page.locator("svg.recharts-surface");

test("a failure is investigated from the overview to its stack, and its group is retried", async ({
  page,
  api,
}) => {
  const failed = await givenFailures(api, 2);
  const code = failed.error_code ?? "";
  await signInTo(page, "/?range=1h");
  await expect(
    page.getByText(/^(All is well|Worth a look|Something is wrong|No worker is alive): /),
  ).toBeVisible();
  // Whatever the charts show, the verdict says what it looks back on.
  await expect(page.getByText(/in the last hour|within 30 minutes/i).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "All failures" })).toHaveAttribute(
    "href",
    /status=failed,timeout&completed_after=/,
  );
  const group = page
    .getByRole("list", { name: "Failures by error" })
    .getByRole("listitem")
    .filter({ hasText: code });
  await expect(group).toContainText(failed.error_message ?? "");
  const link = group.getByRole("link", { name: new RegExp(`^\\d+ jobs with ${code}$`) });
  const countOfGroup = async () => Number.parseInt((await link.textContent()) ?? "", 10);
  const count = await countOfGroup();
  expect(count).toBeGreaterThanOrEqual(2);

  await link.click();
  await expect(page).toHaveURL(
    new RegExp(`/jobs\\?status=failed,timeout&error_code=${code}&completed_after=`),
  );
  const jobs = page.getByRole("table", { name: "Jobs" });
  await expect(jobs.getByRole("row")).toHaveCount(count + 1);
  await expect(page.getByRole("link", { name: failed.lesson_title ?? "" })).toHaveCount(count);
  await jobs.locator(`a[href="/jobs/${failed.job_id}"]`).click();
  await expect(page).toHaveURL(`/jobs/${failed.job_id}`);
  await expect(page.getByRole("status").filter({ hasText: /^Failed$/ })).toBeVisible();
  const attempt = page.getByRole("region", { name: "Attempts" }).getByRole("listitem").first();
  await expect(attempt).toContainText(code);
  await attempt.getByText("Stack", { exact: true }).click();
  await expect(attempt.getByRole("region", { name: "Stack of attempt 1" })).toContainText(/^\s*at .+/m);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL("/");
  // The day's now, no longer the hour's.
  const ofDay = await countOfGroup();
  expect(ofDay).toBeGreaterThanOrEqual(count);
  await group.getByRole("button", { name: "Retry" }).click();
  const dialog = page.getByRole("dialog", { name: `Retry ${ofDay} jobs` });
  await dialog.getByLabel(`Type ${ofDay} to confirm`).fill(String(ofDay));
  await dialog.getByLabel("Reason (optional)").fill("The lesson was shortened");
  await dialog.getByRole("button", { name: `Retry ${ofDay} jobs` }).click();
  await page.getByRole("link", { name: "Show progress" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Retry ${ofDay} jobs` })).toBeVisible();
  await expect(page.getByRole("main").getByRole("status")).toHaveText("Completed", { timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Progress" })).toContainText(`${ofDay} of ${ofDay} jobs`);
  const read = async () => (await api.get(`/api/presentations/jobs/${failed.job_id}`)).json();
  await expect.poll(async () => (await read()).retry_count, { timeout: 30_000 }).toBeGreaterThanOrEqual(1);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("a failure is followed from the overview to its stack, and its job is retried", async ({
    page,
    api,
  }) => {
    const { job_id, error_code } = await givenFailures(api, 1);
    await signInTo(page, "/?range=1h");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await page
      .getByRole("list", { name: "按错误分组的失败" })
      .getByRole("listitem")
      .filter({ hasText: error_code ?? "" })
      .getByRole("link", { name: new RegExp(`^\\d+ 个任务：${error_code}$`) })
      .click();
    await expect(page).toHaveURL(new RegExp(`/jobs\\?status=failed,timeout&error_code=${error_code}&`));
    await page.getByRole("table", { name: "任务", exact: true }).locator(`a[href="/jobs/${job_id}"]`).click();
    await expect(page).toHaveURL(`/jobs/${job_id}`);
    await expect(page.getByRole("status").filter({ hasText: /^失败$/ })).toBeVisible();
    await expect(page).toHaveTitle(/失败：.+ · 演示文稿任务$/);
    const attempt = page.getByRole("region", { name: "尝试", exact: true }).getByRole("listitem").first();
    await attempt.getByText("堆栈", { exact: true }).click();
    await expect(attempt.getByRole("region", { name: "第 1 次尝试的堆栈" })).toContainText(/^\s*at .+/m);

    await page.getByRole("button", { name: "重试", exact: true }).click();
    await expect(page.getByRole("region", { name: /通知/ }).getByText("1 个任务已重新排队")).toBeVisible();
    const read = async () => (await api.get(`/api/presentations/jobs/${job_id}`)).json();
    await expect.poll(async () => (await read()).retry_count).toBe(1);
  });
});

test("the chosen time stands in the address and survives a reload", async ({ page, api }) => {
  await givenFailures(api, 1);
  await signInTo(page, "/");
  const ranges = page.getByRole("navigation", { name: "Time range" });
  await expect(ranges.getByRole("link", { name: "Last 24 h" })).toHaveAttribute("aria-current", "true");
  await ranges.getByRole("link", { name: "Last 7 d" }).click();
  await expect(page).toHaveURL(/\/\?range=7d$/);
  await page.reload();
  await expect(ranges.getByRole("link", { name: "Last 7 d" })).toHaveAttribute("aria-current", "true");
  // 7 days in steps of six hours, and the step that goes on.
  const table = page.getByRole("table", { name: "Jobs ended" });
  await expect(table.getByRole("row")).toHaveCount(30);
  await expect(table.getByRole("row").last()).toContainText("not over yet");
  await expect(plots(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Jobs ended: show as a table" }).click();
  await expect(plots(page)).toHaveCount(3);
  await table.getByRole("link").last().click();
  await expect(page).toHaveURL(/\/jobs\?status=completed,failed,timeout&completed_after=/);
});

test("a drag over one chart zooms all, and what is shown can be taken along", async ({ page, api }) => {
  // Four pages of six charts or seven.
  test.slow();
  await givenFailures(api, 1);
  await signInTo(page, "/statistics?range=6h");
  const tables = ["Jobs ended", "Jobs created", "Success rate", "Wait time", "Run time", "Queue depth"].map(
    (name) => page.getByRole("table", { name, exact: true }),
  );
  const times = () => Promise.all(tables.map((table) => table.getByRole("rowheader").allTextContents()));
  // The workers are counted a quarter of a minute after the first start.
  await expect(plots(page)).toHaveCount(7, { timeout: 60_000 });
  const before = await times();
  expect(before[0]?.length).toBeGreaterThanOrEqual(36);
  expect(before.every((one) => one.join() === before[0]?.join())).toBe(true);

  const box = await plots(page).first().boundingBox();
  if (!box) throw new Error("No plot");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 60);
  await expect(page.locator(".recharts-tooltip-cursor").first()).toBeVisible();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60);
  await page.mouse.move(box.x + box.width * 0.75, box.y + 60);
  await expect(page.locator(".recharts-reference-area")).toHaveCount(7);
  await page.mouse.up();
  await expect(page).toHaveURL(/\/statistics\?from=.+&to=.+/);
  await expect.poll(async () => (await times())[0]?.[0]).not.toBe(before[0]?.[0]);
  const after = await times();
  expect(after.every((one) => one.join() === after[0]?.join())).toBe(true);

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines[0]).toMatch(/^\ufeff?start,end,created,completed,failed,timeout,cancelled,/);
  expect(lines).toHaveLength((after[0]?.length ?? 0) + 1);

  // Without dragging: the same by buttons, and back.
  await page.getByRole("link", { name: "Zoom out" }).click();
  await expect.poll(async () => (await times())[0]?.[0]).not.toBe(after[0]?.[0]);
  await page.getByRole("link", { name: "Reset zoom" }).click();
  await expect(page).toHaveURL(/\/statistics$/);
});

test("overview and statistics can be used by everybody, in both themes", async ({ page, api }) => {
  // Four looks through everything on a page.
  test.slow();
  await givenFailures(api, 1);
  await signInTo(page, "/?range=1h");
  await expect(plots(page)).toHaveCount(4);
  await expectAccessible(page);
  await page.goto("/statistics");
  await expect(plots(page)).toHaveCount(7, { timeout: 60_000 });
  await expectAccessible(page);
});
