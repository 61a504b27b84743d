/** An operator looks for a job, reads its log, and pauses the queue. */
import { expect, signIn, test } from "./fixtures";

test.afterEach(async ({ api }) => {
  await api.post("/api/presentations/jobs/system/resume");
});

test("a job is found by words, and its page has its log", async ({ page, api }) => {
  await api.put("/api/lessons/search-me", {
    data: { title: "Quiet zither", content: "# Quiet\n\n- Listen" },
  });
  await api.post("/api/presentations/generate", { data: { lesson_id: "search-me", priority: "urgent" } });
  await signIn(page, "/jobs?sort=-priority");
  await page.getByRole("searchbox", { name: "Search jobs" }).fill("ZITHER");
  await expect(page).toHaveURL(/\/jobs\?q=ZITHER&sort=-priority$/);
  await expect(page.getByRole("combobox", { name: "Order" })).toHaveValue("-priority");
  const rows = page.getByRole("table", { name: "Jobs" }).getByRole("row");
  await expect(rows).toHaveCount(2);
  await rows.getByRole("link", { name: "Quiet zither" }).click();
  const log = page.getByRole("region", { name: "Log" });
  await expect(log.getByRole("listitem").first()).toContainText("Queued with priority urgent");
  await expect(log.getByRole("listitem").last()).toContainText("Completed", { timeout: 20_000 });
});

test("filters of the address are shown and can be taken away, and a strange cursor is forgiven", async ({
  page,
}) => {
  await signIn(page, "/jobs?user_id=nobody&status=failed");
  await expect(page.getByText("No job matches")).toBeVisible();
  await page.getByRole("list", { name: "Filters" }).getByRole("link", { name: "User: nobody" }).click();
  await expect(page).toHaveURL(/\/jobs\?status=failed$/);
  const anotherList = Buffer.from(JSON.stringify([0, "a", 1, "b"])).toString("base64url");
  await page.goto(`/jobs?status=completed&cursor=${anotherList}`);
  await expect(page).toHaveURL(/\/jobs\?status=completed$/);
  await expect(page.getByRole("table", { name: "Jobs" })).toBeVisible();
});

test("an operator pauses the queue and resumes it", async ({ page, api }) => {
  await api.put("/api/lessons/paused", { data: { title: "Paused", content: "# Paused\n\n- Wait" } });
  await signIn(page);
  await page.getByRole("button", { name: "Pause queue" }).click();
  const dialog = page.getByRole("dialog", { name: "Pause queue" });
  await dialog.getByRole("button", { name: "Pause queue" }).click();
  await expect(dialog.getByText("Say why")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Moving house");
  await dialog.getByLabel("It goes on").selectOption("After an hour");
  await dialog.getByRole("button", { name: "Pause queue" }).click();
  await expect(page.getByText("The queue is paused: no waiting job begins")).toBeVisible();
  await expect(page.getByText(/paused it .*: Moving house\. It goes on in \d+ m/)).toBeVisible();

  const accepted = await api.post("/api/presentations/generate", { data: { lesson_id: "paused" } });
  const { job_id: jobId } = await accepted.json();
  const jobAddress = `/api/presentations/jobs/${jobId}`;
  await page.goto("/jobs");
  await expect(page.getByText(/paused it .*: Moving house\./)).toBeVisible();
  await page.goto(`/jobs/${jobId}`);
  await expect(page.getByText(/paused it .*: Moving house\./)).toBeVisible();
  await expect(page.getByText(/Place \d+ in the queue · starts when the queue goes on/)).toBeVisible();

  await page.goto("/");
  await page.getByRole("button", { name: "Resume queue" }).click();
  await expect(page.getByRole("button", { name: "Pause queue" })).toBeVisible();
  await expect(page.getByText("The queue is paused: no waiting job begins")).toHaveCount(0);
  await expect.poll(async () => (await (await api.get(jobAddress)).json()).status).toBe("completed");
});

test("the search box follows a step back, also while it has the focus", async ({ page }) => {
  await signIn(page, "/jobs");
  await page
    .getByRole("navigation", { name: "State" })
    .getByRole("link", { name: /^Failed/ })
    .click();
  await expect(page).toHaveURL(/\/jobs\?status=failed$/);
  const box = page.getByRole("searchbox");
  await box.fill("no such words");
  await expect(page).toHaveURL(/q=no\+such\+words/);
  await page.goBack();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(box).toHaveValue("");
});

test("a row that leaves hands the focus to the next, the last one to the heading", async ({ page, api }) => {
  await api.put("/api/lessons/focus", { data: { title: "Focus", content: "# Focus\n\n- Clap" } });
  const run_at = new Date(Date.now() + 3_600_000).toISOString();
  for (const _job of [1, 2]) {
    await api.post("/api/presentations/generate", { data: { lesson_id: "focus", run_at } });
  }
  await signIn(page, "/jobs?status=pending&lesson_id=focus");
  const cancel = page.getByRole("button", { name: "Cancel Focus" });
  await expect(cancel).toHaveCount(2);
  await cancel.first().press("Enter");
  await expect(cancel).toHaveCount(1);
  await expect(page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "Focus" })).toBeFocused();
  await cancel.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();

  await page.getByRole("link", { name: /^All/ }).click();
  await page.getByRole("checkbox", { name: "Select Focus" }).first().check();
  await page.getByRole("button", { name: "Retry", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
