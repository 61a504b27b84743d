import { expect, phone, test } from "./fixtures";
import { makeDeckInBrowser } from "./lesson-to-deck";

test.use(phone);

test("a person turns a lesson into a deck on a phone", async ({ page, api }) => {
  await makeDeckInBrowser(page, api);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
