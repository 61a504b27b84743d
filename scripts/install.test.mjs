import { describe, expect, test } from "vitest";
import { isInRange, isInstalled } from "./install.mjs";

describe("isInRange", () => {
  const range = "^20.19 || ^22.12 || >=24";
  test.each([
    ["20.19.0", true],
    ["20.18.3", false],
    ["21.7.0", false],
    ["22.12.1", true],
    ["22.11.0", false],
    ["23.9.0", false],
    ["24.0.0", true],
    ["26.1.0", true],
  ])("Node %s: %s", (version, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });

  test("refuses a form of range that it does not know, rather than guess", () => {
    expect(() => isInRange("20.19.0", "~20.19")).toThrow("~20.19");
  });
});

describe("isInstalled", () => {
  const lockfile = {
    packages: {
      "": { name: "the project" },
      "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
      "node_modules/b-linux": { version: "2.0.0", integrity: "sha512-b", optional: true },
    },
  };
  const installed = (packages) => ({ packages });

  test("accepts the lockfile's packages without those of other platforms", () => {
    expect(isInstalled(lockfile, installed({ "node_modules/a": lockfile.packages["node_modules/a"] }))).toBe(
      true,
    );
  });

  test("misses what only development needs unless it is asked not to", () => {
    const tool = { version: "3.0.0", integrity: "sha512-c", dev: true };
    const withTool = { packages: { ...lockfile.packages, "node_modules/c": tool } };
    const found = installed({ "node_modules/a": lockfile.packages["node_modules/a"] });
    expect(isInstalled(withTool, found)).toBe(false);
    expect(isInstalled(withTool, found, { dev: false })).toBe(true);
    expect(isInstalled(withTool, installed({}), { dev: false })).toBe(false);
  });

  test.each([
    ["nothing is installed", null],
    ["a package is missing", installed({})],
    ["a version differs", installed({ "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } })],
    ["a content differs", installed({ "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } })],
  ])("refuses when %s", (_, found) => {
    expect(isInstalled(lockfile, found)).toBe(false);
  });
});
