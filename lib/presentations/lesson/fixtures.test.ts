import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * The given lessons are what the reader is judged by. Their trailing spaces are hard line breaks, which editors, formatters and
 * Git's line ends like to tidy away: then the tests would read a text that no teacher sent.
 */
test.each([
  ["elementary-rhythm", "302a0f34c3d6628ad49388f1480935f81e05feec8c637d66f3602229c0d92108"],
  ["grade1-rhythm-patterns", "ab6f0517e116c94f992c054c8e9c3b3afa29d88849f0c87ea369c551069784dc"],
])("the lesson %s is the given one, byte by byte", (name, sha256) => {
  const bytes = readFileSync(new URL(`./fixtures/${name}.md`, import.meta.url));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
});
