/** docs/operations/troubleshooting.md names every event of the log, and none that is not there. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

const sources = ["app", "lib", "worker"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/(?:generated|fixtures|testing)\//.test(file)),
);

test("what the product logs is what the document explains", () => {
  const call =
    /\.(?:trace|debug|info|warn|error|fatal)\((?:[^()"]|"[^"]*"(?!\))|\([^()]*\))*"([a-z]+(?:_[a-z]+)*)"\s*,?\s*\)/g;
  const logged = new Set(["lines_dropped", "line_unreadable"]);
  for (const file of sources) {
    for (const [, event] of readFileSync(path.join(root, file), "utf8").matchAll(call)) logged.add(event);
  }
  const text = readFileSync(path.join(root, "docs/operations/troubleshooting.md"), "utf8");
  const table = text.slice(text.indexOf("| Module "));
  const explained = [...table.matchAll(/^\| [a-z]+ +\| `([a-z_]+)`/gm)].map(([, event]) => event);
  expect(explained.sort()).toEqual([...logged].sort());
});
