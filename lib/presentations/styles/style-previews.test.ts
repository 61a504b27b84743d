import { expect, it } from "vitest";
import { deckStyles } from "@/lib/contract/lists";
import { stylePreviews } from "./style-previews";

it("shows a cover and an activity in each style, no two alike", () => {
  const previews = stylePreviews();
  expect(previews.map(({ id }) => id)).toEqual(deckStyles);
  for (const { pages } of previews) {
    expect(pages.map(({ section }) => section)).toEqual(["overview", "activity"]);
    expect(pages[1]?.master).toContain("panel");
  }
  expect(new Set(previews.map(({ pages }) => JSON.stringify(pages))).size).toBe(deckStyles.length);
});
