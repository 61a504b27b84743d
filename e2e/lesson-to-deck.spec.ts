import { test } from "./fixtures";
import { makeDeckInBrowser } from "./lesson-to-deck";

test("a person turns a lesson into a deck and downloads it", async ({ page, api }) => {
  await makeDeckInBrowser(page, api);
});
