/** An operator steers workers, takes back what a killed one held, cleans up, and finds it all in the audit log. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, signIn, test } from "./fixtures";
import { ownProduct } from "./own-product";

const product = ownProduct();

const jobs = "/api/presentations/jobs";

async function givenJob(title: string, input: object = {}): Promise<string> {
  const lesson_id = title.toLowerCase().replaceAll(" ", "-");
  await product.api.put(`/api/lessons/${lesson_id}`, { data: { title, content: `# ${title}\n\n- Listen` } });
  const accepted = await product.api.post("/api/presentations/generate", {
    data: { lesson_id, timeout_seconds: 300, ...input },
  });
  return (await accepted.json()).job_id;
}

const statusOf = async (id: string) => (await (await product.api.get(`${jobs}/${id}`)).json()).status;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test("orphans left by a killed worker are seen, recovered and reported", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, "/workers");
  await expect(page.getByText("No worker is alive")).toBeVisible();
  const worker = await product.worker();
  const kept = await givenJob("Lost and found");
  const spent = await givenJob("Lost for good", { max_retries: 0 });
  for (const id of [kept, spent]) await expect.poll(() => statusOf(id)).toBe("running");

  const row = page.getByRole("table", { name: "Workers" }).getByRole("row").nth(1);
  await expect(row).toContainText("Active");
  await expect(row).toContainText("2 of 2");
  await expect(row.getByRole("link", { name: "Lost and found" })).toBeVisible();

  worker.kill("SIGKILL");
  product.change("UPDATE workers SET heartbeat_at = heartbeat_at - 120000");
  await expect(row).toContainText("Dead");
  await expectAccessible(page);
  await expect(page.getByText("No worker is alive")).toBeVisible();
  await expect(row.getByRole("button", { name: "Pause worker" })).toHaveAttribute("aria-disabled", "true");
  await row.getByRole("link", { name: "See what it left behind" }).click();

  await expect(heading(page, "Recovery")).toBeVisible();
  const orphaned = page.getByRole("region", { name: "Orphaned (2)" });
  await expect(orphaned.getByText("Its worker is gone")).toHaveCount(2, { timeout: 15_000 });
  await expect(orphaned.getByRole("listitem").filter({ hasText: "Lost for good" })).toContainText("Fails");
  await expectAccessible(page);
  await orphaned.getByRole("button", { name: "Recover 2 jobs" }).click();
  const dialog = page.getByRole("dialog", { name: "Recover 2 jobs" });
  await expect(dialog).toContainText("1 job goes back into the queue.");
  await expect(dialog).toContainText("1 job fails for good");
  await dialog.getByRole("button", { name: "Recover 2 jobs" }).click();
  await expect(dialog.getByText("Say why")).toBeVisible();
  expect(await statusOf(kept)).toBe("running");
  await dialog.getByLabel("Reason").fill("The worker was killed");
  await dialog.getByRole("button", { name: "Recover 2 jobs" }).click();

  const report = page.getByRole("status").filter({ hasText: "2 jobs were recovered" });
  await expect(report).toContainText("1 back in the queue");
  await expect(report).toContainText("1 failed for good");
  await expect(report.getByRole("link", { name: "Lost for good" })).toHaveAttribute("href", `/jobs/${spent}`);
  await expect(page.getByText("Nothing needs recovery")).toBeVisible();
  expect([await statusOf(kept), await statusOf(spent)]).toEqual(["pending", "failed"]);

  await report.getByRole("link", { name: "See it in the audit log" }).click();
  const entries = page.getByRole("table", { name: "Audit log" }).getByRole("row");
  await expect(entries.filter({ hasText: "Recovered jobs" })).toContainText("The worker was killed");

  await product.worker();
  await expect.poll(() => statusOf(kept), { timeout: 20_000 }).toBe("running");
  product.model.refuse();
});

test("a worker is paused with a reason, and the queue, and both go on", async ({ page }) => {
  await signIn(page, "/workers");
  const row = page
    .getByRole("table", { name: "Workers" })
    .getByRole("row")
    .filter({ hasNot: page.getByText("Dead") })
    .nth(1);
  await row.getByRole("button", { name: "Pause worker" }).click();
  const dialog = page.getByRole("dialog", { name: "Pause worker" });
  await dialog.getByRole("button", { name: "Pause" }).click();
  await expect(dialog.getByText("Say why")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Its disk is full");
  await dialog.getByLabel("It goes on").selectOption("After 15 minutes");
  await dialog.getByRole("button", { name: "Pause" }).click();
  await expect(row).toContainText("Paused");
  await expect(row).toContainText(/Its disk is full by admin@example\.com · goes on in 1\d m/);
  const waiting = await givenJob("Waits for a worker");

  await page.getByRole("button", { name: "Pause queue" }).click();
  const queue = page.getByRole("dialog", { name: "Pause queue" });
  await queue.getByLabel("Reason").fill("Moving house");
  await queue.getByLabel("It goes on").selectOption("After an hour");
  await queue.getByRole("button", { name: "Pause queue" }).click();
  await expect(page.getByText(/paused it .*: Moving house\. It goes on in \d+ m/)).toBeVisible();

  // The worker may again, the queue may not: the job still waits. Then both may.
  await row.getByRole("button", { name: "Resume worker" }).click();
  await expect(row).toContainText("Active");
  expect(await statusOf(waiting)).toBe("pending");
  await page.getByRole("button", { name: "Resume queue" }).click();
  await expect.poll(() => statusOf(waiting)).toBe("completed");

  await row.getByRole("button", { name: "Drain worker" }).click();
  const draining = page.getByRole("dialog", { name: "Drain worker" });
  await draining.getByLabel("Reason").fill("It is to be stopped");
  await draining.getByRole("button", { name: "Drain" }).click();
  await expect(row).toContainText("Draining");
  await row.getByRole("button", { name: "Resume worker" }).click();
  await expect(row).toContainText("Active");
});

test("a clean-up is tried, typed, undone, and then done, on whichever page one is", async ({ page }) => {
  const old = await givenJob("Long ago");
  await expect.poll(() => statusOf(old)).toBe("completed");
  product.change(`UPDATE presentation_jobs SET completed_at = completed_at - 10800000 WHERE id = '${old}'`);
  await signIn(page, "/recovery");
  const cleanup = page.getByRole("region", { name: "Clean-up", exact: true });
  await expect(cleanup).toContainText("a clean-up would delete nothing");
  await expect(cleanup.getByRole("button", { name: "Clean up" })).toHaveAttribute("aria-disabled", "true");
  await cleanup.getByLabel("Ended more than").selectOption("an hour ago");
  await expect(page).toHaveURL(/max_age_hours=1$/);
  await expect(cleanup).toContainText("1 job and 0 replaced decks");
  await expect(cleanup.getByRole("row", { name: /Completed 1 / })).toBeVisible();
  await expectAccessible(page);

  const order = async () => {
    await cleanup.getByRole("button", { name: "Clean up" }).click();
    const dialog = page.getByRole("dialog", { name: "Clean up" });
    await dialog.getByLabel("Type 1 to confirm").fill("2");
    await dialog.getByRole("button", { name: "Clean up" }).click();
    await expect(dialog.getByText("That is not 1.")).toBeVisible();
    await expect(dialog.getByText("Say why")).toBeVisible();
    await dialog.getByLabel("Type 1 to confirm").fill("1");
    await dialog.getByLabel("Reason").fill("The disk fills");
    await dialog.getByRole("button", { name: "Clean up" }).click();
    await expect(dialog).toHaveCount(0);
  };
  const toasts = page.getByRole("region", { name: /Notifications/ });
  await order();
  const held = toasts.getByRole("listitem").filter({ hasText: "The job will be deleted" });
  await held.getByRole("button", { name: "Undo" }).click();
  await expect(toasts.getByText("Undone: nothing is deleted")).toBeVisible();
  expect(await statusOf(old)).toBe("completed");
  await order();
  await page.goto("/actions");
  const entry = page.getByRole("table", { name: "Actions" }).getByRole("row").nth(1);
  await expect(entry).toContainText("The disk fills");
  // Its thirty seconds pass.
  product.change("UPDATE bulk_actions SET run_at = run_at - 60000 WHERE state = 'scheduled'");
  await expect.poll(async () => (await product.api.get(`${jobs}/${old}`)).status()).toBe(404);
  await page.goto("/recovery?max_age_hours=1");
  await expect(cleanup).toContainText("a clean-up would delete nothing");
});

test("the audit log is filtered, read, followed and exported", async ({ page }) => {
  await signIn(page, "/audit");
  await page.getByLabel("What").selectOption("Undid an action on jobs");
  await expect(page).toHaveURL(/\/audit\?action=action\.undo$/);
  const table = page.getByRole("table", { name: "Audit log" });
  const entry = table.getByRole("row").nth(1);
  await expect(entry).toContainText("admin@example.com");
  await expect(entry).toContainText(/Undid deleting \d+ jobs?/);
  await expect(entry).toContainText("The disk fills");
  await entry.getByRole("button", { name: "Show the details" }).click();
  await expect(table.getByText("Put back", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await table.locator('a[href^="/audit?request_id="]').click();
  await expect(page).toHaveURL(/\/audit\?request_id=/);
  const found = table.getByRole("row").filter({ has: page.getByRole("button", { name: /the details/ }) });
  await expect(found).toHaveCount(1);
  await page.reload();
  await expect(found).toHaveCount(1);

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("audit-log.csv");
  const csv = await (await file.createReadStream()).toArray();
  expect(Buffer.concat(csv).toString().trimEnd().split("\r\n")).toHaveLength(2);

  await page.getByLabel("Id of the request").fill("nowhere");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("No entry matches")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/audit$/);
  await expect(table.getByRole("row").nth(1)).toBeVisible();
});

test("a viewer sees it all and can do nothing, and not the audit log", async ({ page, consoleErrors }) => {
  const person = { name: "Vera Viewer", email: "vera@school.example", role: "viewer" };
  const { setup_url } = await (await product.api.post("/api/users", { data: person })).json();
  await page.goto(setup_url);
  const password = "a long enough sentence";
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your password is set")).toBeVisible();
  await signIn(page, "/workers", { email: person.email, password });
  const disabled = async (name: string | RegExp, why: string) => {
    const button = page.getByRole("button", { name }).filter({ visible: true }).first();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await button.focus();
    await expect(page.getByRole("tooltip", { name: why })).toBeVisible();
  };
  await expect(page.getByRole("table", { name: "Workers" }).getByRole("row").nth(1)).toBeVisible();
  await disabled("Pause queue", "Your role may not pause the queue.");
  await disabled(/^Pause worker/, "Your role may not steer workers.");
  await disabled(/^Drain worker/, "Your role may not steer workers.");
  const stuck = await givenJob("Timed out");
  await expect.poll(() => statusOf(stuck)).toBe("completed");
  product.change(
    `UPDATE presentation_jobs SET status = 'timeout', presentation_id = NULL WHERE id = '${stuck}'`,
  );
  await page.goto("/recovery?max_age_hours=1");
  await expect(page.getByRole("region", { name: "Timed out (1)" })).toContainText(
    "Its last attempt passed the deadline",
  );
  await disabled(/^Recover 1 job/, "Your role may not recover jobs.");
  await disabled(/^Clean up/, "Your role may not delete old jobs: administrators do.");
  await page.goto("/audit");
  await expect(page.getByText("You are not allowed to see this")).toBeVisible();
  // The browser itself reports the refused page.
  expect(consoleErrors.splice(0).every((line) => line.includes("403"))).toBe(true);
});
