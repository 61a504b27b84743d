/** A teacher in the dashboard: their own lessons, jobs and decks, and nothing of anybody else's. */
import { expect, signIn, test } from "./fixtures";

const password = "a long enough sentence";
const lesson = {
  content: "# Clap the beat\n\n## Objectives\n- Clap a steady beat\n\n## Closure (5 minutes)\n- Clap",
};
const email = `tilda.${Date.now()}@school.example`;

test("a teacher makes a deck of their own lesson, and meets nothing of others", async ({
  page,
  api,
  consoleErrors,
}) => {
  const { id, setup_url } = await (
    await api.post("/api/users", { data: { name: "Tilda", email, role: "teacher" } })
  ).json();
  await api.put("/api/lessons/tildas", { data: { ...lesson, title: "Tilda's own", user_id: id } });
  await api.put("/api/lessons/others", {
    data: { ...lesson, title: "Somebody else's", user_id: "teacher-2" },
  });
  const { job_id: foreign } = await (
    await api.post("/api/presentations/generate", { data: { lesson_id: "others" } })
  ).json();

  await page.goto(setup_url);
  for (const name of ["Password", "Password again"])
    await page.getByLabel(name, { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your password is set.")).toBeVisible();

  await signIn(page, "/", { email, password });
  await expect(page.getByText("No jobs yet")).toBeVisible();
  // Nothing that only others may do, dead as it would be.
  for (const name of ["Pause queue", "Add sample lessons"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  const pages = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  for (const name of ["Workers", "Recovery", "Audit log"]) {
    await expect(pages.filter({ hasText: name })).toHaveCount(0);
  }
  await pages.filter({ hasText: "Lessons" }).click();
  const lessons = page.getByRole("main").getByRole("link").filter({ visible: true });
  await expect(lessons.filter({ hasText: "Tilda's own" })).toBeVisible();
  await expect(page.getByText("Somebody else's")).toHaveCount(0);
  await lessons.filter({ hasText: "Tilda's own" }).click();
  await page.getByRole("button", { name: "Generate deck" }).click();
  await page.getByRole("dialog", { name: "Generate deck" }).getByRole("button", { name: "Generate" }).click();
  await page.waitForURL(/\/jobs\/[\w-]+$/);
  await expect(page.getByRole("status").filter({ hasText: /^Completed$/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Slides" })).toContainText(/Slide 1 of \d+/);

  await pages.filter({ hasText: "Jobs" }).click();
  await expect(page.getByRole("table", { name: "Jobs" }).locator("tbody").getByRole("row")).toHaveCount(1);
  const words = "You are not allowed to see this";
  for (const [address, why] of [
    [`/jobs/${foreign}`, "It belongs to someone else, or your role, Teacher, does not include it."],
    ["/lessons/others", "It belongs to someone else, or your role, Teacher, does not include it."],
    ["/workers", "The page “Workers” is for viewers, operators and administrators."],
    ["/settings/people", "The page “People” is for administrators."],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
    await expect(page.getByText(why)).toBeVisible();
  }
  // The browser tells of each page that was refused.
  const refusals = consoleErrors.splice(0);
  expect(refusals.filter((words) => words.includes("status of 403"))).toHaveLength(4);
  expect(refusals).toHaveLength(4);
  // Its page would go to the sign-in while the browser closes it.
  await page.goto("about:blank");
  await api.delete(`/api/users/${id}`);
});
