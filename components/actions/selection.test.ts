import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/contract/jobs";
import { type JobStatus, jobStatuses } from "@/lib/jobs/state";
import { bodyFilter, countOf, type Selection, targetOf } from "./selection";

// Only the id and the state decide.
const job = (status: JobStatus) => ({ job_id: status, status }) as Job;
const chosen: Selection = { kind: "ids", jobs: jobStatuses.map(job) };

describe("chosen jobs", () => {
  it.each([
    ["cancel", ["pending", "running"]],
    ["retry", ["failed", "cancelled", "timeout"]],
    ["delete", ["completed", "failed", "cancelled", "timeout"]],
  ] as const)("to %s are those whose state allows it", (kind, job_ids) => {
    expect(targetOf(kind, chosen)).toEqual({ job_ids });
    expect(countOf(kind, chosen)).toBe(job_ids.length);
  });
});

describe("all that match", () => {
  it("are counted as the list counts them, and not at all where no state of the filter allows it", () => {
    const failed: Selection = { kind: "filter", filter: { status: ["failed"] }, count: 400 };
    expect([countOf("retry", failed), countOf("delete", failed), countOf("cancel", failed)]).toEqual([
      400, 400, 0,
    ]);
    expect(countOf("cancel", { kind: "filter", filter: {}, count: 7 })).toBe(7);
  });

  it("are named without order and page; no condition at all means every job, and says so", () => {
    expect(
      bodyFilter({ q: "clap", status: ["failed"], sort: "-priority", cursor: "abc", user_id: undefined }),
    ).toEqual({
      q: "clap",
      status: ["failed"],
    });
    expect(bodyFilter({ sort: "-priority" })).toEqual({ include_finished: true });
  });
});
