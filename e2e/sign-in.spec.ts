import { admin, expect, signIn, test } from "./fixtures";

test("a wrong password is refused with one clear message", async ({ page, consoleErrors }) => {
  for (const email of [admin.email, "nobody@example.com"]) {
    await signIn(page, { email, password: "not the password" });
    await expect(page.getByRole("alert").filter({ hasText: "wrong" })).toHaveText(
      "E-mail or password is wrong",
    );
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
  }
  await expect(page).toHaveURL(/\/sign-in/);
  // The browser itself reports every refused request.
  expect(consoleErrors.splice(0).every((error) => error.includes("401"))).toBe(true);
});

test("a page asks to sign in and then comes back", async ({ page }) => {
  await page.goto("/jobs?status=failed");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/jobs\?status=failed$/);
});

test("signing out ends the session", async ({ page }) => {
  await signIn(page);
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: /Sign out/ }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/jobs");
  await expect(page).toHaveURL(/\/sign-in/);
});
