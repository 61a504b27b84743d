import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/contract/jobs";
import { mergeBeginning, mergeInPlace, mergePage } from "./merge-page";
import type { JobPage } from "./queries";

/** Jobs by name, the later the letter the newer; "b50" stands at 50 %. The merge reads nothing else of a job. */
const pageOf = (names: string, nextCursor: string | null = null): JobPage => ({
  jobs: names
    .split(" ")
    .filter(Boolean)
    .map((name) => ({ job_id: name[0], created_at: name[0], progress: Number(name.slice(1)) }) as Job),
  nextCursor,
  total: 9,
  isExact: true,
});
const namesOf = ({ jobs }: JobPage) => jobs.map((job) => `${job.job_id}${job.progress || ""}`).join(" ");

describe("mergePage", () => {
  it.each([
    { rule: "changes rows in place", shown: "c b a", fresh: "c b50 a", page: "c b50 a", waiting: 0 },
    { rule: "lets new jobs wait outside", shown: "b a", fresh: "d c b a", page: "b a", waiting: 2 },
    { rule: "lets one between them wait", shown: "c a", fresh: "c b a", page: "c a", waiting: 1 },
    { rule: "drops what has left the list", shown: "c b a", fresh: "c a", page: "c a", waiting: 0 },
    { rule: "fills up at the end", shown: "d c b", fresh: "d b a", page: "d b a", waiting: 0 },
    { rule: "shows everything when nothing is in view", shown: "", fresh: "b a", page: "b a", waiting: 0 },
    { rule: "empties", shown: "b a", fresh: "", page: "", waiting: 0 },
  ])("$rule", ({ shown, fresh, page, waiting }) => {
    const merged = mergePage(pageOf(shown), pageOf(fresh));
    expect(namesOf(merged.page)).toBe(page);
    expect(merged.waiting).toBe(waiting);
  });

  it("keeps rows that newer ones have pushed onto the next page", () => {
    const merged = mergePage(pageOf("c b a", "more"), pageOf("e d c50", "more"));
    expect(namesOf(merged.page)).toBe("c50 b a");
    expect(merged.waiting).toBe(2);
  });
});

describe("mergeInPlace", () => {
  it.each([
    { rule: "changes rows where they are", shown: "a c b", fresh: "b50 a c", page: "a c b50", waiting: 0 },
    { rule: "lets others wait outside", shown: "a c", fresh: "a b c", page: "a c", waiting: 1 },
    { rule: "drops what has left the list", shown: "a c b", fresh: "a b", page: "a b", waiting: 0 },
    { rule: "shows everything when nothing is in view", shown: "", fresh: "a b", page: "a b", waiting: 0 },
  ])("$rule", ({ shown, fresh, page, waiting }) => {
    const merged = mergeInPlace(pageOf(shown), pageOf(fresh));
    expect([namesOf(merged.page), merged.waiting]).toEqual([page, waiting]);
  });

  it("keeps rows that may stand on another page now", () => {
    const merged = mergeInPlace(pageOf("a c", "more"), pageOf("a b", "more"));
    expect([namesOf(merged.page), merged.waiting]).toEqual(["a c", 1]);
  });
});

describe("mergeBeginning", () => {
  it("keeps what was found further down, and where the looking stopped", () => {
    const merged = mergeBeginning(pageOf("c b a", "far"), pageOf("d c50", "near"));
    expect([namesOf(merged.page), merged.waiting, merged.page.nextCursor]).toEqual(["c50 b a", 1, "far"]);
  });

  it("shows what is there when nothing is in view, and goes on looking where it was", () => {
    const merged = mergeBeginning(pageOf("", "far"), pageOf("d", "near"));
    expect([namesOf(merged.page), merged.waiting, merged.page.nextCursor]).toEqual(["d", 0, "far"]);
  });
});
