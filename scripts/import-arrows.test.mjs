/** The linter's rules about layers, each broken once: a pattern that matches nothing looks just like a clean project. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
const component = "components/jobs/one.tsx";
const componentTest = "components/jobs/one.test.tsx";
const route = "app/api/one/route.ts";

/** @returns {[file: string, line: string][]} */
const importing = (file, ...sources) => sources.map((source) => [file, `import "${source}";`]);

const refused = [
  ...importing("lib/one.ts", "@/app/_auth", "../app/_auth", "@/worker/worker", "../worker/worker"),
  ...importing("lib/one.ts", "@/components/ui/button", "../components/ui/button"),
  ...importing("lib/one.ts", "react", "react-dom/client", "next/headers"),
  ...importing("worker/one.ts", "@/app/_auth", "../app/_auth", "react", "next/server"),
  ...importing("worker/one.ts", "@/components/ui/button", "../components/ui/button"),
  ...importing(route, "@/worker/worker", "../worker/worker", "../../../worker/worker"),
  ...importing(component, "@/app/_auth", "../../app/_auth", "@/worker/worker", "../worker/worker"),
  ...importing(component, "@/lib/db/client", "@/lib/lessons/lessons", "@/lib/decks/decks", "@/lib/config"),
  ...importing(component, "@/lib/jobs/read", "@/lib/auth/caller", "@/lib/http/handle", "@/lib/log"),
  ...importing(component, "@/lib/presentations/render/pptx", "@/lib/presentations/layout/layout-deck"),
  ...importing(component, "../lib/config", "../../lib/presentations/render/pptx", "../../lib/time"),
  ...importing(componentTest, "@/app/_auth", "../../worker/worker"),
  [component, `export const later = () => import("@/lib/db/client");`],
  ["lib/one.ts", "export const secret = process.env.SECRET;"],
  ["lib/one.ts", "const { env } = process;"],
  ["lib/one.ts", "const { env: second } = globalThis.process;"],
  ["lib/one.ts", `import { env as third } from "node:process";`],
  ["worker/one.ts", "const port = 1, { env } = process;"],
  [route, "let all; ({ env: all } = process);"],
];

const accepted = [
  ...importing("lib/two.ts", "@/lib/db/client", "./db/client", "node:path"),
  ...importing("worker/two.ts", "@/lib/jobs/repository", "./leases"),
  ...importing("app/two.tsx", "@/lib/jobs/workers", "@/components/overview/workers", "./_auth", "react"),
  ...importing(component, "@/lib/contract/jobs", "@/lib/jobs/state", "@/lib/time", "../overview/workers"),
  ...importing(component, "@/lib/presentations/layout/model", "react", "next/link"),
  ...importing(componentTest, "@/lib/presentations/layout/layout-deck"),
  ["lib/config.ts", "const { env } = process;"],
  ["lib/two.test.ts", "const { env } = process;"],
  ["worker/two.ts", "const pid = process.pid;"],
];

const files = new Map();
for (const [file, line] of [...refused, ...accepted]) files.set(file, [...(files.get(file) ?? []), line]);

let complaints;

/** Every case is a line of its file, so that one run of the linter judges them all. */
beforeAll(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "import-arrows-"));
  for (const name of ["biome.json", "scripts/process-env.grit"])
    cpSync(path.join(root, name), path.join(folder, name));
  for (const [file, lines] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), lines.map((line) => `${line}\n`).join(""));
  }
  const only = ["style/noRestrictedImports", "style/noProcessEnv", "plugin"].map((rule) => `--only=${rule}`);
  const args = ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=json", ...only, "."];
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true, force: true });
  const { diagnostics } = JSON.parse(stdout);
  complaints = new Set(diagnostics.map(({ location }) => `${location.path}:${location.start.line}`));
});

const isRefused = (file, line) => complaints.has(`${file}:${files.get(file).indexOf(line) + 1}`);

describe("the linter", () => {
  test.each(refused)("refuses in %s: %s", (file, line) => {
    expect(isRefused(file, line)).toBe(true);
  });

  test.each(accepted)("accepts in %s: %s", (file, line) => {
    expect(isRefused(file, line)).toBe(false);
  });
});
