import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/contract/jobs";
import {
  isSelected,
  type JobSelection,
  MAX_SELECTED,
  nothingSelected,
  pageState,
  refreshed,
  toggle,
  togglePage,
} from "./job-selection";

/** Only the id matters here. */
const job = (job_id: string, status = "pending") => ({ job_id, status }) as Job;
const page = ["a", "b", "c", "d", "e"].map((id) => job(id));

const idsOf = (selection: JobSelection) => (selection.kind === "all" ? "all" : [...selection.jobs.keys()]);

describe("a selection", () => {
  it("takes and gives back single jobs", () => {
    const one = toggle(nothingSelected, page, "b");
    expect(idsOf(one)).toEqual(["b"]);
    expect(idsOf(toggle(one, page, "b"))).toEqual([]);
    expect(idsOf(nothingSelected)).toEqual([]);
  });

  it.each([
    ["b", "d", ["b", "c", "d"]],
    ["d", "b", ["d", "b", "c"]],
    ["c", "c", []],
  ])("goes in a range from %s to %s", (from, to, ids) => {
    expect(idsOf(toggle(toggle(nothingSelected, page, from), page, to, true))).toEqual(ids);
  });

  it("lets a range be given back", () => {
    const whole = togglePage(nothingSelected, page);
    const from = toggle(whole, page, "b");
    expect(idsOf(toggle(from, page, "d", true))).toEqual(["a", "e"]);
  });

  it("begins no range on another page", () => {
    const elsewhere = toggle(nothingSelected, [job("x")], "x");
    expect(idsOf(toggle(elsewhere, page, "c", true))).toEqual(["x", "c"]);
  });

  it("goes on over pages, and takes the page whole or not at all", () => {
    const before = toggle(nothingSelected, [job("x")], "x");
    const whole = togglePage(toggle(before, page, "c"), page);
    expect(idsOf(whole)).toEqual(["x", "c", "a", "b", "d", "e"]);
    expect(idsOf(togglePage(whole, page))).toEqual(["x"]);
  });

  it("of all that match becomes the page without the one that is given back", () => {
    const all: JobSelection = { kind: "all" };
    expect(page.every(({ job_id }) => isSelected(all, job_id))).toBe(true);
    expect(idsOf(toggle(all, page, "b"))).toEqual(["a", "c", "d", "e"]);
    expect(idsOf(togglePage(all, page))).toEqual([]);
  });

  it("names no more jobs than an action takes", () => {
    const many = Array.from({ length: MAX_SELECTED + 5 }, (_, index) => job(`job-${index}`));
    expect(idsOf(togglePage(nothingSelected, many))).toHaveLength(MAX_SELECTED);
  });
});

it("the box in the head tells none, some and whole", () => {
  expect(pageState(nothingSelected, page)).toBe("none");
  expect(pageState(toggle(nothingSelected, page, "a"), page)).toBe("some");
  expect(pageState(togglePage(nothingSelected, page), page)).toBe("whole");
  expect(pageState({ kind: "all" }, page)).toBe("whole");
  expect(pageState({ kind: "all" }, [])).toBe("none");
});

it("chosen jobs are given as the page knows them now", () => {
  const chosen = toggle(toggle(nothingSelected, page, "a"), [job("x")], "x");
  if (chosen.kind === "all") throw new Error("not all");
  expect(refreshed(chosen.jobs, [job("a", "failed")])).toEqual([job("a", "failed"), job("x")]);
});
