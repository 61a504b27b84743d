/** Something goes wrong while nobody looks: the server notices, a program is told, an operator silences it, and it ends by itself. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, signIn, test } from "./fixtures";
import { ownProduct } from "./own-product";

/** Appends what it is told to the file that it is given. */
const append = 'require("node:fs").appendFileSync(process.argv[1], require("node:fs").readFileSync(0))';
const toldOf = (folder: string) => path.join(folder, "told.jsonl");
const product = ownProduct(({ folder }) => ({
  ALERT_COMMAND: JSON.stringify([process.execPath, "-e", append, toldOf(folder)]),
}));
const told = toldOf(product.folder);
/** The server looks every fifteen seconds, and a busy machine takes its time. */
const soon = { timeout: 45_000 };

/** What the program was told, as "fired no_worker", oldest first. */
function messages(): string[] {
  if (!existsSync(told)) return [];
  return readFileSync(told, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { event, kind } = JSON.parse(line);
      return kind === null ? event : `${event} ${kind}`;
    });
}

const rowOf = (page: Page, rule: string) =>
  page.getByRole("table", { name: "Rules of the alerts" }).getByRole("row").filter({ hasText: rule });

test("the channels are tried, and a rule is changed with a reason", async ({ page }) => {
  await signIn(page, "/alerts");
  await expect(page.getByText("No alert fires.")).toBeVisible();
  await expect(rowOf(page, "Disk space")).toContainText("below 1 GB");
  const channels = page.getByRole("list", { name: "Channels" });
  await expect(channels.getByRole("listitem").filter({ hasText: "Command" })).toContainText("configured");
  await expect(channels).toContainText("not configured: set ALERT_WEBHOOK_URL");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Send a test" }).click();
  const outcomes = page.getByRole("list", { name: "What became of the test" });
  await expect(outcomes.getByRole("listitem").filter({ hasText: "Command" })).toContainText("delivered in");
  expect(messages()).toEqual(["test"]);

  await rowOf(page, "No worker").getByRole("button", { name: "Change No worker" }).click();
  const dialog = page.getByRole("dialog", { name: "Change No worker" });
  await dialog.getByLabel("Fires above (jobs)").fill("many");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter a whole number from 0 to 1000.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Fires above (jobs)").fill("0");
  await dialog.getByLabel("After it lasted for").selectOption("at once");
  await dialog.getByLabel("Reason (optional)").fill("Every minute counts");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(rowOf(page, "No worker")).toContainText("at once");
  const [entry] = await (await product.api.get("/api/audit?action=alert_rule.update&limit=1")).json();
  expect(entry.details).toEqual({
    before: { for_seconds: 60 },
    after: { for_seconds: 0 },
    reason: "Every minute counts",
  });
});

test("an alert fires by itself, is named by the verdict, snoozed, and resolves itself", async ({ page }) => {
  test.setTimeout(240_000);
  await product.api.put("/api/lessons/alone", { data: { title: "Alone", content: "# Alone\n\n- Listen" } });
  await product.api.post("/api/presentations/generate", {
    data: { lesson_id: "alone", use_llm_polish: false },
  });
  // Nobody has a page open.
  await expect.poll(messages, soon).toEqual(["test", "fired no_worker"]);

  await signIn(page, "/");
  await expect(page.getByText(/^Something is wrong: 1 job waits/)).toBeVisible();
  const line = page.getByRole("listitem").filter({ hasText: "No worker is alive while jobs wait." });
  await expect(line).toHaveCount(1);
  await expect(line).toContainText("High");
  await expect(line.getByRole("link", { name: "See the workers" })).toHaveAttribute("href", "/workers");
  await expectAccessible(page);
  await line.getByRole("button", { name: "Snooze No worker" }).click();
  await page.getByRole("menuitem", { name: "For 2 h" }).click();
  await expect(page.getByText("No worker is snoozed").first()).toBeVisible();
  await expect(line.getByRole("button", { name: "Snooze No worker" })).toHaveCount(0);

  await page.goto("/alerts");
  const firing = page.getByRole("list", { name: "Firing now" });
  await expect(firing).toContainText(/Snoozed until in (1 h|2 h).* by admin@example\.com/);
  await expect(rowOf(page, "No worker")).toContainText("Firing");
  await expectAccessible(page);
  await firing.getByRole("button", { name: "Snooze No worker" }).click();
  await page.getByRole("menuitem", { name: "End the snooze" }).click();
  await expect(firing).not.toContainText("Snoozed");
  // What the snooze kept back is told: it still fires.
  const toldAgain = ["test", "fired no_worker", "fired no_worker"];
  await expect.poll(messages, soon).toEqual(toldAgain);

  await product.worker();
  await expect(page.getByText("No alert fires.")).toBeVisible(soon);
  const history = page.getByRole("list", { name: "History" }).getByRole("listitem");
  await expect(history.first()).toContainText(/No worker is alive while jobs wait\..*lasted/);
  await expect(history.first()).toContainText("Told the end · Command · delivered", soon);
  expect(messages()).toEqual([...toldAgain, "resolved no_worker"]);
});

test("a viewer sees it all and can change nothing", async ({ page }) => {
  const person = { name: "Vera Viewer", email: "vera@school.example", role: "viewer" };
  const { setup_url } = await (await product.api.post("/api/users", { data: person })).json();
  await page.goto(setup_url);
  const password = "a long enough sentence";
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your password is set")).toBeVisible();
  await signIn(page, "/alerts", { email: person.email, password });
  await expect(page.getByRole("list", { name: "History" })).toContainText("No worker is alive");
  for (const [name, why] of [
    ["Send a test", "Your role may not send a test."],
    ["Change No worker", "Your role may not change rules."],
    ["Snooze No worker", "Your role may not snooze alerts."],
  ] as const) {
    const button = page.getByRole("button", { name }).filter({ visible: true }).first();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    // A tooltip goes when its page scrolls, and the browser tells of that a frame later.
    await button.scrollIntoViewIfNeeded();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await button.focus();
    await expect(page.getByRole("tooltip", { name: why })).toBeVisible();
  }
});
