import { describe, expect, it } from "vitest";
import { isGranted } from "@/lib/auth/caller";
import { permissions, type Role } from "@/lib/contract/permissions";
import { isCurrent, navItems, pagesOf } from "./nav-items";

const pages = (role: Role) =>
  pagesOf({ role, permissions: permissions.filter((one) => isGranted(role, one)) }).map(({ name }) => name);

describe("pagesOf", () => {
  it.each<[Role, string[]]>([
    ["teacher", ["overview", "jobs", "lessons", "statistics", "settings", "api"]],
    [
      "viewer",
      ["overview", "jobs", "lessons", "statistics", "alerts", "workers", "recovery", "settings", "api"],
    ],
    [
      "operator",
      ["overview", "jobs", "lessons", "statistics", "alerts", "workers", "recovery", "settings", "api"],
    ],
    ["admin", navItems.map(({ name }) => name)],
  ])("gives a %s the pages that they may see", (role, names) => {
    expect(pages(role)).toEqual(names);
  });
});

describe("the pages", () => {
  it("each have a key of their own", () => {
    expect(new Set(navItems.map(({ key }) => key)).size).toBe(navItems.length);
  });

  it.each([
    ["/", "overview"],
    ["/jobs/1", "jobs"],
    ["/actions/1", "jobs"],
    ["/presentations/1", "lessons"],
    ["/docs/api", "api"],
  ])("%s belongs to %s alone", (path, name) => {
    expect(navItems.filter((item) => isCurrent(item, path)).map((item) => item.name)).toEqual([name]);
  });
});
