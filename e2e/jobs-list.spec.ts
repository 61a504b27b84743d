/** The list of all jobs: narrowed, shown as wanted, kept, found in, selected from and taken away as a file. */
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import type { Job } from "../lib/contract/jobs";
import { expectAccessible } from "./accessible";
import { alive, expect, signIn, test } from "./fixtures";

const jobsPath = "/api/presentations/jobs";
/** It makes more slides than a deck holds, so its jobs fail for good. */
const HOPELESS = "demo-school-year";

/** Jobs that wait for tomorrow, so that nothing happens to them by itself. */
async function givenWaiting(
  api: APIRequestContext,
  lessonId: string,
  priorities: string[],
): Promise<string[]> {
  await api.put(`/api/lessons/${lessonId}`, {
    data: { title: `Lesson ${lessonId}`, content: "# Clap\n\n- Clap" },
  });
  const run_at = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const jobs = priorities.map((priority) => ({ lesson_id: lessonId, priority, run_at }));
  const answer = await api.post("/api/presentations/generate/bulk", { data: { jobs } });
  return (await answer.json()).results.map(({ job_id }: { job_id: string }) => job_id);
}

async function begin(page: Page, address: string): Promise<void> {
  await signIn(page, address);
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Jobs" }).locator("tbody").getByRole("row");
const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });

test.afterEach(async ({ api }) => {
  await api.post(`${jobsPath}/bulk-cancel`, { data: { filter: { status: ["pending"] } } });
});

test("a list is narrowed, shown as wanted, and kept as a view", async ({ page, api }) => {
  await givenWaiting(api, "kept-list", ["high", "low", "urgent"]);
  await begin(page, "/jobs");

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Filter" });
  const priorities = form.getByRole("group", { name: "Priority" });
  await priorities.getByRole("checkbox", { name: "High" }).check();
  await priorities.getByRole("checkbox", { name: "Urgent" }).check();
  await form.getByLabel("Created").selectOption("Last 24 hours");
  await form.getByLabel("Lesson id").fill("kept-list");
  await expect(page.getByText("Paused while a menu is open")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Show jobs" }).click();
  await expect(page).toHaveURL("/jobs?priority=urgent,high&lesson_id=kept-list&created_within=24h");
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(page.getByRole("link", { name: "Pending 2" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Completed 0" })).toBeVisible();

  await page.getByRole("button", { name: "Columns" }).click();
  const columns = page.getByRole("dialog", { name: "Columns" });
  await columns.getByRole("checkbox", { name: "Style" }).uncheck();
  await columns.getByRole("checkbox", { name: "Retries" }).check();
  await expect(head(page, "Retries")).toBeVisible();
  await page.keyboard.press("Escape");
  await head(page, "Priority").getByRole("link").click();
  await expect(head(page, "Priority")).toHaveAttribute("aria-sort", "descending");
  await expect(rowsOf(page).first()).toContainText("Urgent");
  const address =
    "/jobs?priority=urgent,high&lesson_id=kept-list&created_within=24h&sort=-priority&columns=outcome,priority,attempts,created,duration";
  await expect(page).toHaveURL(address);

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Save this list" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this list" });
  await dialog.getByLabel("Name").fill("Hurry");
  await dialog.getByLabel("Share with everybody").check();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto("/jobs");
  await alive(page);
  await page.getByRole("button", { name: "Views" }).click();
  const views = page.getByRole("dialog", { name: "Views" });
  await expect(views.getByRole("link", { name: "Hurry" })).toContainText("2");
  await expectAccessible(page);
  await views.getByRole("link", { name: "Hurry" }).click();
  await expect(page).toHaveURL(address);
  await page.reload();
  await expect(head(page, "Retries")).toBeVisible();
  await expect(head(page, "Style")).toHaveCount(0);
  await expect(rowsOf(page)).toHaveCount(2);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Change the view Hurry" }).click();
  await page
    .getByRole("dialog", { name: "Change view" })
    .getByRole("button", { name: "Delete view" })
    .click();
  await page.getByRole("button", { name: "Views" }).click();
  await expect(views.getByText("No views yet.")).toBeVisible();
});

test("a range is selected, holds the list still, and is acted on with a key", async ({ page, api }) => {
  await givenWaiting(api, "ranged", ["low", "low", "low", "low", "low"]);
  await begin(page, "/jobs?lesson_id=ranged");
  const boxes = rowsOf(page).getByRole("checkbox");
  await expect(boxes).toHaveCount(5);
  await boxes.nth(1).check();
  await boxes.nth(3).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar.getByRole("status")).toHaveText("3 selected");
  await expect(page.getByText("Paused while 3 are selected")).toBeVisible();
  await expectAccessible(page);

  await givenWaiting(api, "ranged", ["low"]);
  // The tabs have counted the new one; the list has not moved.
  await expect
    .poll(async () => (await api.get(`${jobsPath}?lesson_id=ranged`)).headers()["x-total-count"])
    .toBe("6");
  await expect(page.getByRole("button", { name: "1 new job" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await page.getByRole("button", { name: "1 new job" }).click();
  await expect(rowsOf(page)).toHaveCount(6);

  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await expect(bar.getByRole("status")).toHaveText("3 selected");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Cancel 3 jobs" });
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel 3 jobs" }).click();
  await expect(bar).toHaveCount(0);
  await expect(rowsOf(page).filter({ hasText: "Cancelled" })).toHaveCount(3);
});

test("one job is found by a piece of its error, and its list leaves as a file", async ({ page, api }) => {
  const data = { lesson_id: HOPELESS, max_retries: 0, priority: "urgent" };
  const { job_id } = await (await api.post("/api/presentations/generate", { data })).json();
  const read = async (): Promise<Job> => (await api.get(`${jobsPath}/${job_id}`)).json();
  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe("failed");
  const piece = (await read()).error_message?.slice(3, 25).toUpperCase() ?? "";

  await begin(page, "/jobs");
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search jobs" });
  await expect(search).toBeFocused();
  await expect(page.getByText("Looks for a part of the job's id")).toBeVisible();
  await search.fill(piece);
  await expect(page).toHaveURL(/\/jobs\?q=/);
  const found = rowsOf(page).locator(`a[href="/jobs/${job_id}"]`);
  await expect(found).toBeVisible();

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^jobs-\d{8}T\d{4}Z\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text.split("\r\n")[0]).toMatch(/^job_id,lesson_id,lesson_title,/);
  expect(text).toContain(job_id);

  await found.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/jobs/${job_id}`);
});

test("a viewer selects and exports, and is told why nothing more", async ({ page, api }) => {
  await givenWaiting(api, "looked-at", ["low"]);
  const person = { name: "Vera Viewer", email: "vera.list@school.example", role: "viewer" };
  const { id, setup_url } = await (await api.post("/api/users", { data: person })).json();
  await page.goto(setup_url);
  for (const name of ["Password", "Password again"]) {
    await page.getByLabel(name, { exact: true }).fill("a long enough sentence");
  }
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your password is set.")).toBeVisible();
  await signIn(page, "/jobs?lesson_id=looked-at", {
    email: person.email,
    password: "a long enough sentence",
  });
  await rowsOf(page).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar.getByRole("button", { name: "Cancel", exact: true })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Save this list" }).click();
  await expect(page.getByLabel("Share with everybody")).toBeDisabled();
  await api.delete(`/api/users/${id}`);
});
