import { describe, expect, it } from "vitest";
import { jobFilters, jobsHref } from "./job-filters";

describe("job filters in the address", () => {
  it("reads comma lists", () => {
    expect(jobFilters.parse({ status: "failed,timeout", priority: "urgent" })).toEqual({
      status: ["failed", "timeout"],
      priority: ["urgent"],
    });
  });

  it("forgives values that do not exist", () => {
    expect(jobFilters.parse({ status: "broken", priority: "", lesson_id: "a b", x: "1" })).toEqual({});
  });

  it("goes back to the first page when a filter changes", () => {
    const filters = jobFilters.parse({ status: "failed", cursor: "abc" });
    expect(jobsHref(filters, { priority: ["high"] })).toBe("/jobs?status=failed&priority=high");
    expect(jobsHref(filters, { cursor: "next" })).toBe("/jobs?status=failed&cursor=next");
    expect(jobsHref({})).toBe("/jobs");
  });

  it("round-trips through the address", () => {
    const filters = jobFilters.parse({ status: "failed,timeout", priority: "low", lesson_id: "lesson:1" });
    const query = new URLSearchParams(jobsHref(filters).split("?")[1]);
    expect(jobFilters.parse(Object.fromEntries(query))).toEqual(filters);
  });
});
