import { expectAccessible } from "./accessible";
import { admin, expect, signInByForm, test } from "./fixtures";

test("a wrong password is refused with one clear message", async ({ page, consoleErrors }) => {
  for (const email of [admin.email, "nobody@example.com"]) {
    await signInByForm(page, { email, password: "not the password" });
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
  await signInByForm(page);
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: /Sign out/ }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/jobs");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("somebody who was invited sets a password and signs in with it", async ({ page, api }) => {
  const person = { name: "Ines Invited", email: "ines.invited@school.example", role: "viewer" };
  const invited = await api.post("/api/users", { data: person });
  const { id, setup_url } = await invited.json();
  await page.goto(setup_url);
  for (const name of ["Password", "Password again"]) {
    await page.getByLabel(name, { exact: true }).fill("a long enough sentence");
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your password is set.")).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill("a long enough sentence");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause queue" })).toHaveAttribute("aria-disabled", "true");
  await api.delete(`/api/users/${id}`);
});
