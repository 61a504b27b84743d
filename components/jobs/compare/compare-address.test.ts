import { expect, it } from "vitest";
import { compareAddress } from "./compare-address";
import { compareHref } from "./compare-href";

it.each([
  [{}, {}],
  [{ a: "", b: "x" }, { b: "x" }],
  [{ a: " 1 ", b: ["1", "2"] }, { a: "1" }],
  [
    { a: "1", b: "2", only: "differences" },
    { a: "1", b: "2", only: "differences" },
  ],
  [{ a: "1\u0000", only: "all" }, {}],
])("reads %j", (query, address) => {
  const read = Object.fromEntries(Object.entries(compareAddress.parse(query)).filter(([, value]) => value));
  expect(read).toEqual(address);
});

it("is written as it is read", () => {
  expect(compareHref({})).toBe("/jobs/compare");
  expect(compareHref({ a: "a&b", b: "2" })).toBe("/jobs/compare?a=a%26b&b=2");
});
