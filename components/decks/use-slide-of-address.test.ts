import { describe, expect, it } from "vitest";
import { slideOf } from "./use-slide-of-address";

describe("slideOf", () => {
  it.each([
    [null, 0],
    ["1", 0],
    ["4", 3],
    ["12", 11],
    ["13", 11],
    ["0", 0],
    ["-3", 0],
    ["2.5", 0],
    ["four", 0],
    ["", 0],
  ])("reads %j as the slide at %i of twelve", (text, index) => {
    expect(slideOf(text, 12)).toBe(index);
  });

  it("is the first of a deck without slides", () => {
    expect(slideOf("3", 0)).toBe(0);
  });
});
