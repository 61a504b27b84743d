/** One job among 100,000, of which only a piece of its error is known. */
import { expect, signIn, test } from "./fixtures";
import { ownProduct } from "./own-product";

const JOBS = 100_000;
const product = ownProduct();

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await product.api.put("/api/lessons/many", { data: { title: "Many", content: "# Many\n\n- Clap" } });
  // Every tenth has failed; the oldest of all with words of its own.
  product.change(`
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${JOBS - 1})
    INSERT INTO presentation_jobs (id, lesson_id, status, progress, message, created_at, run_at, started_at, completed_at, attempt,
      processing_time_seconds, error_code, error_message)
    SELECT printf('%08x-0000-4000-8000-000000000000', i), 'many', CASE WHEN i % 10 = 0 THEN 'failed' ELSE 'completed' END, 100, '',
      at, at, at + 40, at + 1500, 1, 1.46,
      CASE WHEN i % 10 = 0 THEN 'rendering_failed' END,
      CASE WHEN i = 0 THEN 'Glyph U+1D11E is in none of the fonts' WHEN i % 10 = 0 THEN 'Slide ' || i || ' has too many rows' END
    FROM (SELECT i, ${Date.now() - 3_600_000} - (${JOBS} - i) * 500 AS at FROM n)`);
  // No worker lives here: the server folds the pile itself.
  const unfolded = () => product.count("SELECT COUNT(*) FROM job_changes");
  await expect.poll(unfolded, { timeout: 90_000 }).toBe(0);
});

test("one job among 100,000 is found by a piece of its error, and its address finds it again", async ({
  page,
}) => {
  await signIn(page, "/jobs");
  await expect(page.getByRole("link", { name: /^Failed/ }).first()).toContainText("10,000");
  await page.getByRole("searchbox", { name: "Search jobs" }).fill("u+1d11e is in");
  await expect(page).toHaveURL(/\/jobs\?q=/);
  const rows = page.getByRole("table", { name: "Jobs" }).locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await rows.getByRole("link", { name: "Many" }).click();
  await expect(page).toHaveURL("/jobs/00000000-0000-4000-8000-000000000000");
  await expect(page.getByText("Glyph U+1D11E is in none of the fonts").first()).toBeVisible();
});
