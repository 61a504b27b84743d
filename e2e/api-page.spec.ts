import { expectAccessible } from "./accessible";
import { expect, signIn, test } from "./fixtures";

test("somebody reads the API and tries it out", async ({ page, consoleErrors }) => {
  // Thousands of elements, through which every look goes.
  test.slow();
  await signIn(page);
  await page.getByRole("navigation", { name: "Main" }).first().getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API" })).toBeVisible();
  await page.getByRole("link", { name: "Count jobs by state" }).first().click();
  await expect(page).toHaveURL(/#countJobs$/);

  const operation = page.getByRole("region", { name: "Count jobs by state", exact: true });
  await expect(operation).toContainText("/api/presentations/jobs/counts");
  await operation.getByText("Try it").click();
  await operation.getByRole("button", { name: "Send" }).click();
  await expect(operation.getByRole("status")).toContainText("200");
  await expect(operation.getByRole("status")).toContainText('"pending"');

  const reading = page.getByRole("region", { name: "Read a lesson", exact: true });
  await reading.getByText("Try it").click();
  await reading.getByRole("combobox", { name: "Example" }).selectOption("An unknown lesson");
  await reading.getByRole("button", { name: "Send" }).click();
  await expect(reading.getByRole("status")).toContainText("lesson_not_found");
  // The browser itself reports every refused request.
  expect(consoleErrors.splice(0)).toEqual([expect.stringContaining("404")]);

  // The sections of the calls are all made alike: two of them stand for the others, which would take half a minute.
  await expectAccessible(page, ["main header", "main nav", "#countJobs", "#getLesson"]);
});
