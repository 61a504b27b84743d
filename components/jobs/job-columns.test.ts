import { describe, expect, it, test } from "vitest";
import { jobSorts } from "@/lib/contract/lists";
import { columnsInAddress, directionOf, jobColumns, nextSort, sortKeys, usualColumns } from "./job-columns";

describe("the chosen columns", () => {
  it("leave no trace in the address when they are the usual ones, in whatever order they were chosen", () => {
    expect(columnsInAddress([...usualColumns].reverse())).toBeUndefined();
  });

  it("stand there in the page's order, also when there are none", () => {
    expect(columnsInAddress(["created", "id", "user"])).toEqual(["user", "id", "created"]);
    expect(columnsInAddress([])).toEqual([]);
  });
});

describe("a press on a head", () => {
  it("sorts by it, largest first, and turns it round when it is pressed again", () => {
    const first = nextSort("duration", undefined);
    expect(first).toBe("-processing_time_seconds");
    const second = nextSort("duration", first);
    expect(second).toBe("processing_time_seconds");
    expect(nextSort("duration", second)).toBe("-processing_time_seconds");
  });

  it("turns round the order that the list has without being told", () => {
    expect(directionOf("created", undefined)).toBe("descending");
    expect(nextSort("created", undefined)).toBe("created_at");
    expect(nextSort("created", "created_at")).toBeUndefined();
  });
});

test("every order of the API belongs to a column, but that of the queue", () => {
  for (const sort of jobSorts.filter((sort) => sort !== "queue")) {
    expect(jobColumns.filter((column) => directionOf(column, sort) !== null)).toHaveLength(1);
  }
  for (const key of Object.values(sortKeys)) expect(jobSorts).toContain(key);
});
