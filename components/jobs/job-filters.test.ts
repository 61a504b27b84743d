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
    expect(
      jobFilters.parse({
        status: "broken",
        priority: "",
        lesson_id: "a b",
        q: " ",
        sort: "colour",
        created_after: "yesterday",
        x: "1",
      }),
    ).toEqual({});
  });

  it("goes back to the first page when a filter changes", () => {
    const filters = jobFilters.parse({ status: "failed", cursor: "abc" });
    expect(jobsHref(filters, { priority: ["high"] })).toBe("/jobs?status=failed&priority=high");
    expect(jobsHref(filters, { cursor: "next" })).toBe("/jobs?status=failed&cursor=next");
    expect(jobsHref({})).toBe("/jobs");
  });

  it("round-trips through the address", () => {
    const filters = jobFilters.parse({
      ...{
        q: "out of, memory",
        status: "failed,timeout",
        priority: "low",
        style: "default",
        lesson_id: "lesson:1",
      },
      ...{ user_id: "teacher-1", worker_id: "host-1", error_code: "job_timeout", sort: "-priority" },
      ...{ created_after: "2026-01-07T06:30:00Z", created_before: "2026-01-08T06:30:00Z" },
      ...{ completed_after: "2026-01-07T06:30:00Z", completed_before: "2026-01-08T06:30:00Z" },
    });
    expect(Object.values(filters)).not.toContain(undefined);
    const query = new URLSearchParams(jobsHref(filters).split("?")[1]);
    expect(jobFilters.parse(Object.fromEntries(query))).toEqual(filters);
  });
});
