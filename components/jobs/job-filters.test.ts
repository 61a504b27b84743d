import { describe, expect, it } from "vitest";
import { jobAddress, jobFilters } from "./job-address";
import { conditionsOf, filtersOf, jobsHref, toQuery } from "./job-filters";

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
        created_within: "a while",
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
      ...{
        created_after: "2026-01-07T06:30:00Z",
        created_before: "2026-01-08T06:30:00Z",
        created_within: "24h",
      },
      ...{ completed_after: "2026-01-07T06:30:00Z", completed_before: "2026-01-08T06:30:00Z" },
    });
    expect(Object.values(filters)).not.toContain(undefined);
    const query = new URLSearchParams(jobsHref(filters).split("?")[1]);
    expect(jobFilters.parse(Object.fromEntries(query))).toEqual(filters);
  });
});

describe("columns in the address", () => {
  const address = jobAddress.parse({ status: "failed", columns: "user,nonsense,created", cursor: "abc" });

  it("forgive names that do not exist, and go round", () => {
    expect(address.columns).toEqual(["user", "created"]);
    expect(jobsHref(address)).toBe("/jobs?status=failed&columns=user,created");
  });

  it("tell none from the usual ones", () => {
    expect(jobAddress.parse({}).columns).toBeUndefined();
    const none = jobAddress.parse({ columns: "" });
    expect(none.columns).toEqual([]);
    expect(jobAddress.parse(Object.fromEntries(new URLSearchParams(toQuery(none))))).toEqual(none);
  });

  it("are no business of the API's, nor of what an action is about", () => {
    expect(filtersOf(address)).toEqual({ status: ["failed"], cursor: "abc" });
    expect(conditionsOf(jobAddress.parse({ status: "failed", sort: "priority", cursor: "a" }))).toEqual({
      status: ["failed"],
    });
  });
});
