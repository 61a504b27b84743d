import { expect, test } from "vitest";
import { pageOf } from "./pages";

test("the cursor of the next page is read from its link", () => {
  const link = '</api/presentations/jobs?limit=20&cursor=WzE%3D>; rel="next"';
  expect(pageOf(new Headers({ link, "x-total-count": "41" }))).toEqual({
    nextCursor: "WzE=",
    total: 41,
    isExact: true,
  });
});

test("the last page has none, with or without other links", () => {
  expect(pageOf(new Headers())).toEqual({ nextCursor: null, total: null, isExact: false });
  const link = '</api/presentations/jobs?cursor=a>; rel="first"';
  expect(pageOf(new Headers({ link, "x-total-count": "~1200" }))).toEqual({
    nextCursor: null,
    total: 1200,
    isExact: false,
  });
});
