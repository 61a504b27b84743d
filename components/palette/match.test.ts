import { describe, expect, it } from "vitest";
import { matching } from "./match";

const entries = [
  { name: "Job statistics" },
  { name: "Jobs", aliases: ["queue"] },
  { name: "暂停队列", aliases: ["Pause queue"] },
  { name: "Theme: dark" },
];
const found = (typed: string) => matching(entries, typed).map(({ name }) => name);

describe("matching", () => {
  it.each([
    ["", ["Job statistics", "Jobs", "暂停队列", "Theme: dark"]],
    ["  jobs ", ["Jobs"]],
    ["JOB", ["Job statistics", "Jobs"]],
    // What begins with the words comes before what only holds them.
    ["queue", ["Jobs", "暂停队列"]],
    ["stat job", ["Job statistics"]],
    ["dark theme", ["Theme: dark"]],
    ["暂停", ["暂停队列"]],
    ["pause", ["暂停队列"]],
    ["nothing", []],
  ])("finds by %j", (typed, names) => {
    expect(found(typed)).toEqual(names);
  });
});
