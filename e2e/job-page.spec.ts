/** One job's page, in more than one window and with more than usual text. */
import { alive, expect, signIn, test } from "./fixtures";

test("a page of an ended job follows what another page does with it", async ({ page, api, context }) => {
  await api.put("/api/lessons/two-pages", { data: { title: "Two pages", content: "# Two pages\n\n- Clap" } });
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "two-pages", priority: "urgent", run_at: runAt },
  });
  const { job_id } = await accepted.json();

  await signIn(page);
  const other = await context.newPage();
  for (const each of [page, other]) {
    await each.goto(`/jobs/${job_id}`);
    await alive(each);
  }
  await page.getByRole("button", { name: "Cancel job" }).click();
  for (const each of [page, other]) {
    await expect(each.getByRole("status").filter({ hasText: /^Cancelled$/ })).toBeVisible();
  }
  await expect(page.getByText(/^Cancelled .* by admin/)).toBeVisible();
  await expect(page.getByText("Job cancelled").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();

  await page.getByRole("button", { name: "Retry", exact: true }).click();
  for (const each of [page, other]) {
    await expect(each.getByRole("status").filter({ hasText: /^Completed$/ })).toBeVisible({
      timeout: 20_000,
    });
    await expect(each.getByRole("region", { name: "Slides" })).toContainText(/Slide 1 of \d+/);
  }
});
