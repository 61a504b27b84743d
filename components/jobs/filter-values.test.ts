import { describe, expect, it } from "vitest";
import { BETWEEN, readFilterForm, spanOf } from "./filter-values";
import { jobAddress } from "./job-address";

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}
const toTime = (wall: string) => (wall.startsWith("2026") ? `${wall}:00Z` : null);
const read = (entries: [string, string][]) => readFilterForm(form(entries), toTime);

describe("the filter form", () => {
  it("says of every filter what it is now, also that it is gone", () => {
    const { changes, wrong } = read([
      ["status", "failed"],
      ["status", "timeout"],
      ["user_id", "  t-1 "],
      ["created", "24h"],
      ["style", ""],
    ]);
    expect(wrong).toEqual([]);
    expect(changes).toEqual({
      status: ["failed", "timeout"],
      user_id: "t-1",
      created_within: "24h",
      priority: undefined,
      style: undefined,
      lesson_id: undefined,
      worker_id: undefined,
      error_code: undefined,
      created_after: undefined,
      created_before: undefined,
    });
    expect(Object.keys(changes)).toHaveLength(10);
  });

  it("takes the two times only when they are chosen", () => {
    const times: [string, string][] = [
      ["created_after", "2026-01-01T10:00"],
      ["created_before", ""],
    ];
    const between = read([["created", BETWEEN], ...times]);
    expect(between.changes).toMatchObject({
      created_after: "2026-01-01T10:00:00Z",
      created_within: undefined,
    });
    expect(read([["created", "1h"], ...times]).changes).toMatchObject({
      created_after: undefined,
      created_within: "1h",
    });
  });

  it("names the fields whose value is none", () => {
    const { wrong } = read([
      ["created", BETWEEN],
      ["created_before", "soon"],
      ["lesson_id", "a b"],
      ["error_code", "llm_timeout"],
    ]);
    expect(wrong.sort()).toEqual(["created_before", "lesson_id"]);
  });

  it("shows what the address says", () => {
    const spanFor = (query: object) => spanOf(jobAddress.parse(query));
    expect(spanFor({})).toBe("");
    expect(spanFor({ created_within: "3h" })).toBe("3h");
    expect(spanFor({ created_before: "2026-01-01T10:00:00Z" })).toBe(BETWEEN);
  });
});
