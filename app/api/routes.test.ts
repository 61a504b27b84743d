/** What must hold for every route, also for the next one. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { routeMethods } from "@/lib/http/route";

const app = path.resolve(import.meta.dirname, "..");
const routeFiles = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?:^|\/)route\.ts$/.test(file),
);

describe("every route", () => {
  test("is found by this test", () => {
    expect(routeFiles.length).toBeGreaterThan(20);
  });

  test.each(routeFiles)("answers every method itself (%s)", async (file) => {
    const module: Record<string, unknown> = await import(path.join(app, file));
    for (const method of routeMethods) expect(module[method], method).toBeTypeOf("function");
  });
});
