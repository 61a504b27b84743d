import type { APIRequestContext } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { alive, expect, signIn, test } from "./fixtures";

const PASSWORD = "a long enough sentence";

/** Somebody with a password, gone again afterwards. */
async function givenPerson(api: APIRequestContext, role: string) {
  const email = `${role}.${Date.now()}@school.example`;
  const invited = await api.post("/api/users", { data: { name: `A ${role}`, email, role } });
  const { id, setup_url } = await invited.json();
  const token = setup_url.split("#token=")[1];
  await api.post("/api/auth/set-password", { data: { token, password: PASSWORD } });
  return { email, password: PASSWORD, remove: () => api.delete(`/api/users/${id}`) };
}

test("an administrator invites somebody, who sets their password by the link", async ({ page, browser }) => {
  const name = `Pia ${Date.now()}`;
  await signIn(page, "/settings/people");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Invite" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Make the link" }).click();
  await expect(form.getByText("Enter a name.")).toBeVisible();
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("E-mail").fill(`pia.${Date.now()}@school.example`);
  await form.getByLabel("Role").selectOption("Operator");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Make the link" }).click();
  const shown = page.getByRole("dialog", { name: `Set-up link for ${name}` });
  const link = await shown.getByLabel("Set-up link").inputValue();
  expect(link).toContain("/set-password#token=");
  await shown.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Invited");

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(link);
  for (const label of ["Password", "Password again"]) {
    await theirs.getByLabel(label, { exact: true }).fill(PASSWORD);
  }
  await theirs.getByRole("button", { name: "Set password" }).click();
  await expect(theirs.getByText("Your password is set.")).toBeVisible();
  await other.close();

  await page.reload();
  await alive(page);
  await expect(row).toContainText("Active");
  await row.getByLabel(`Role of ${name}`).selectOption("Viewer");
  await expect(page.getByText(`${name} is now: Viewer`).first()).toBeVisible();
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await expect(page.getByRole("menuitem", { name: "Audit log" })).toHaveAttribute("href", /actor_id=/);
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(row).toContainText("Disabled");
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
});

test("a token is made, used, rotated and revoked", async ({ page, playwright, baseURL }) => {
  const name = `Lesson app ${Date.now()}`;
  const callWith = async (token: string) => {
    const headers = { Authorization: `Bearer ${token}` };
    const service = await playwright.request.newContext({
      baseURL: baseURL ?? "",
      extraHTTPHeaders: headers,
    });
    const status = (await service.get("/api/presentations/jobs/counts")).status();
    await service.dispose();
    return status;
  };
  await signIn(page, "/settings/tokens");
  await expect(page.getByText("API_TOKEN from the environment is accepted")).toBeVisible();
  await page.getByRole("button", { name: "Create token" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByRole("button", { name: "Create token" }).click();
  await expect(form.getByText("Choose at least one.")).toBeVisible();
  await form.getByLabel("Read jobs, statistics and health").check();
  await form.getByLabel("Ends after").selectOption("30 days");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Create token" }).click();
  const shown = page.getByRole("dialog", { name: `The token “${name}”` });
  const first = await shown.getByLabel("Token", { exact: true }).inputValue();
  await shown.getByRole("button", { name: "Done" }).click();
  expect(await callWith(first)).toBe(200);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Active");
  await expect(async () => {
    await page.reload();
    await alive(page);
    await expect(row).toContainText(/just now|s ago/, { timeout: 5000 });
  }).toPass();

  await row.getByRole("button", { name: `Rotate ${name}` }).click();
  await page.getByLabel("Old secret").selectOption("Ends at once");
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  const second = await shown.getByLabel("Token", { exact: true }).inputValue();
  await shown.getByRole("button", { name: "Done" }).click();
  expect([await callWith(first), await callWith(second)]).toEqual([401, 200]);

  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  expect(await callWith(second)).toBe(401);
  await expect(row.getByRole("button", { name: `Rotate ${name}` })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
});

test("language, theme and time zone are chosen and stay", async ({ page }) => {
  await signIn(page, "/settings");
  await expectAccessible(page);
  await page.getByLabel("Another zone").check();
  await page.getByLabel("Search zones").fill("shanghai");
  await page.getByLabel("Zones", { exact: true }).selectOption("Asia/Shanghai");
  await expect(page.getByText(/^Now: .+ GMT\+8$/)).toBeVisible();
  await page.getByRole("group", { name: "Theme" }).last().getByLabel("Dark").check();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expectAccessible(page);

  await page.getByLabel("简体中文").check();
  await expect(page.getByRole("heading", { level: 1, name: "设置" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.reload();
  await alive(page);
  await expect(page.getByRole("link", { name: "人员" })).toBeVisible();
  await expect(page.getByText(/^当前时间：.+GMT\+8$/)).toBeVisible();
  await page.getByLabel("English").check();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

test("who cannot read the sign-in page changes its language", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "登录" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByLabel("E-mail")).toBeVisible();
});

test("a threshold is changed with a reason, holds at once, and goes back to its default", async ({
  page,
  api,
}) => {
  await signIn(page, "/settings/queue");
  await expectAccessible(page);
  const save = page.getByRole("button", { name: "Save changes" });
  await expect(save).toHaveAttribute("aria-disabled", "true");
  const alarm = page.getByLabel("Wait of the oldest job, High above, minutes");
  await expect(alarm).toHaveValue("30");
  await alarm.fill("7");
  await save.click();
  await expect(page.getByText("Must be above the elevated value, 10.")).toBeVisible();
  await expectAccessible(page);
  await alarm.fill("45");
  await page.getByLabel("Reason").fill("Exams week");
  await save.click();
  await expect(page.getByText("In force now, without a restart").first()).toBeVisible();
  await expect(page.getByText(/^Set here by /)).toBeVisible();
  const entries = await (await api.get("/api/audit?action=settings.update&limit=1")).json();
  expect(entries[0].details).toMatchObject({
    before: { queue_delay_high_minutes: 30 },
    after: { queue_delay_high_minutes: 45 },
    reason: "Exams week",
  });
  await page.reload();
  await alive(page);
  await expect(alarm).toHaveValue("45");
  await page.getByRole("button", { name: /^Back to default: Wait of the oldest job/ }).click();
  await expect(alarm).toHaveValue("30");
  await save.click();
  await expect(page.getByText(/^Set here by /)).toHaveCount(0);
});

test("a viewer changes what is theirs and sees nothing else", async ({ page, api, consoleErrors }) => {
  const viewer = await givenPerson(api, "viewer");
  await signIn(page, "/settings/account", viewer);
  const tabs = page.getByRole("navigation", { name: "Settings" });
  await expect(tabs.getByRole("link")).toHaveText(["Appearance", "Account"]);
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Vera Viewer");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("complementary").getByText("Vera Viewer")).toBeVisible();
  await expect(page.getByText("This one")).toBeVisible();

  await page.getByLabel("Current password", { exact: true }).fill("not the password");
  for (const label of ["New password", "New password again"]) {
    await page.getByLabel(label, { exact: true }).fill("another good sentence");
  }
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("The password is wrong.")).toBeVisible();
  await page.getByLabel("Current password", { exact: true }).fill(viewer.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed").first()).toBeVisible();

  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Current password", { exact: true }).fill("another good sentence");
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(dialog.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Go back" }).click();

  for (const path of ["people", "tokens", "queue"]) {
    await page.goto(`/settings/${path}`);
    await expect(page.getByRole("heading", { name: "You are not allowed to see this" })).toBeVisible();
  }
  await expectAccessible(page);
  // The browser itself reports every refused request.
  expect(consoleErrors.splice(0).filter((error) => !error.includes("403"))).toEqual([]);
  await viewer.remove();
});
