/** The frame of every page: the palette, the keys, the tab, both languages. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { admin, alive, expect, signIn, test } from "./fixtures";

const overview = (page: Page) => page.getByRole("heading", { level: 1, name: "Overview" });
const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const options = (page: Page) => palette(page).getByRole("option");

/** A job whose lesson makes more slides than a deck holds. */
async function failedJob(api: APIRequestContext): Promise<string> {
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "demo-school-year", priority: "urgent", max_retries: 0 },
  });
  const { job_id } = await accepted.json();
  await expect
    .poll(async () => (await (await api.get(`/api/presentations/jobs/${job_id}`)).json()).status)
    .toBe("failed");
  return job_id;
}

test.afterEach(async ({ api }) => {
  await api.post("/api/presentations/jobs/system/resume");
});

test("from sign-in to a retried job by keyboard alone", async ({ page, api }) => {
  const jobId = await failedJob(api);
  // What goes back into the queue stays there, so that it can be seen.
  await api.post("/api/presentations/jobs/system/pause", { data: { reason: "Look at the queue" } });
  const { keyboard } = page;
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").focus();
  await keyboard.type(admin.email);
  await keyboard.press("Tab");
  await keyboard.type(admin.password);
  await keyboard.press("Enter");
  await expect(overview(page)).toBeVisible();
  await alive(page);

  await keyboard.press("ControlOrMeta+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await keyboard.type(jobId.slice(0, 8));
  await expect(
    options(page)
      .filter({ hasText: jobId.slice(0, 8) })
      .first(),
  ).toHaveAttribute("aria-selected", "true");
  await keyboard.press("Enter");
  await expect(page).toHaveURL(`/jobs/${jobId}`);
  await expect(page.getByRole("status").filter({ hasText: /^Failed$/ })).toBeVisible();
  await alive(page);

  await keyboard.press("ControlOrMeta+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await keyboard.type("retry");
  await expect(options(page).filter({ hasText: "Retry this job" })).toHaveAttribute("aria-selected", "true");
  await keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: /^Pending$/ })).toBeVisible();
});

test("the palette finds a job by its whole id and by its lesson, and tells how many it found", async ({
  page,
  api,
}) => {
  const jobId = await failedJob(api);
  await signIn(page);
  await page.getByRole("button", { name: "Search pages, jobs and actions" }).click();
  const field = palette(page).getByRole("combobox", { name: "Commands" });
  await field.fill(jobId);
  await expect(palette(page).getByRole("status")).toHaveText("1 result");
  await field.fill("small school");
  const found = palette(page).getByRole("group", { name: "Jobs" }).getByRole("option");
  await expect(found.first()).toContainText("Music in a Small School");
  await field.fill("no such thing anywhere");
  await expect(palette(page).getByRole("status")).toHaveText("Nothing found");
  await options(page).filter({ hasText: "Search all jobs for" }).click();
  await expect(page).toHaveURL("/jobs?q=no+such+thing+anywhere");
});

test("the palette pauses the queue with a reason and resumes it", async ({ page }) => {
  await signIn(page);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("pause");
  await expect(options(page).filter({ hasText: "Pause queue" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(palette(page).getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(palette(page).getByText("Say why")).toBeVisible();
  await page.keyboard.type("Moving house");
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Resume queue" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("resume");
  await expect(options(page).filter({ hasText: "Resume queue" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Pause queue" })).toBeVisible();
});

test("single keys go to pages and the search, not while somebody types, and can be turned off", async ({
  page,
}) => {
  const { keyboard } = page;
  await signIn(page);
  await keyboard.press("g");
  await keyboard.press("l");
  await expect(page).toHaveURL("/lessons");
  await keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search lessons by title" });
  await expect(search).toBeFocused();
  await keyboard.type("?gj");
  await expect(search).toHaveValue("?gj");
  await expect(page).toHaveURL("/lessons?q=%3Fgj");
  await search.fill("");
  await expect(page).toHaveURL("/lessons");
  await search.blur();

  await keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await sheet.getByRole("checkbox", { name: "Shortcuts of a single key" }).uncheck();
  await keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await keyboard.press("g");
  await keyboard.press("j");
  await keyboard.press("?");
  await keyboard.press("ControlOrMeta+k");
  await expect(palette(page)).toBeVisible();
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL("/lessons");
  await keyboard.press("Escape");
  // Still there for those who have turned the keys off.
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await sheet.getByRole("checkbox", { name: "Shortcuts of a single key" }).check();
});

test("a tab shows trouble in its title and its icon, and a page's new title keeps the sign", async ({
  page,
  api,
}) => {
  await failedJob(api);
  await signIn(page);
  await expect(page).toHaveTitle(/^(⚠ |‼ )?\(\d+\) Overview · Presentation Jobs$/);
  await page.getByRole("link", { name: "Lessons" }).first().click();
  await expect(page).toHaveTitle(/^(⚠ |‼ )?\(\d+\) Lessons · Presentation Jobs$/);
  const health = await (await api.get("/api/presentations/jobs/health?hours=1")).json();
  const icon = page.locator('link[rel="icon"]').first();
  if (health.status === "healthy") await expect(icon).toHaveAttribute("href", /icon\.svg/);
  else await expect(icon).toHaveAttribute("href", /^data:image\/svg\+xml,/);
});

test("a link leads to a slide, and the keys turn from there", async ({ page, api }) => {
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "demo-steady-beat", priority: "urgent" },
  });
  const jobAddress = `/api/presentations/jobs/${(await accepted.json()).job_id}`;
  const job = async () => (await api.get(jobAddress)).json();
  await expect.poll(async () => (await job()).status).toBe("completed");
  await signIn(page, `/presentations/${(await job()).presentation_id}?slide=3`);
  const viewer = page.getByRole("region", { name: "Slides" });
  await expect(viewer).toContainText(/Slide 3 of \d+/);
  await page.keyboard.press("ArrowRight");
  await expect(viewer).toContainText(/Slide 4 of \d+/);
  await expect(page).toHaveURL(/\?slide=4$/);
  await page.reload();
  await expect(viewer).toContainText(/Slide 4 of \d+/);
  await expectAccessible(page, ["main"]);
});

test("palette, sheet, lessons and an address with nothing have no finding of axe", async ({
  page,
  consoleErrors,
}) => {
  await signIn(page);
  await page.keyboard.press("ControlOrMeta+k");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.type("steady");
  await expect(options(page).first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  for (const address of ["/lessons", "/lessons/demo-steady-beat", "/lessons?q=nothing-at-all"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto("/nothing-here");
  await expectAccessible(page);
  // The browser tells of the page that does not exist.
  expect(consoleErrors.splice(0).every((error) => error.includes("/nothing-here"))).toBe(true);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("the frame, the palette and the lessons speak it, until another language is chosen", async ({
    page,
  }) => {
    await page.goto("/sign-in");
    await page.locator("input[type=email]").fill(admin.email);
    await page.locator("input[type=password]").fill(admin.password);
    await page.locator("button[type=submit]").click();
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    const main = page.getByRole("navigation", { name: "主导航" });
    await main.getByRole("link", { name: "教案" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "教案" })).toBeVisible();
    await page.getByRole("table").getByRole("link", { name: "Steady Beat with the Bears" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "演示文稿" })).toBeVisible();
    await expect(page.getByText("实时", { exact: true }).first()).toBeVisible();

    await page.keyboard.press("ControlOrMeta+k");
    const dialog = page.getByRole("dialog", { name: "命令" });
    await expect(dialog.getByRole("combobox")).toBeFocused();
    // English words find Chinese commands, too.
    await page.keyboard.type("english");
    await expect(dialog.getByRole("option").first()).toHaveText("语言：English");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  });
});
