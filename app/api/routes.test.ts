/** What must hold for every route, also for the next one: it answers every method, and it is declared as what it is. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { endpoints } from "@/lib/contract/api";
import { parameterName } from "@/lib/http/parse";
import { routeMethods } from "@/lib/http/route";

const app = path.resolve(import.meta.dirname, "..");
const routeFiles = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
  /(?:^|\/)route\.ts$/.test(file),
);
/** Answers 404 to whatever is nothing. */
const REST = "api/[[...rest]]/route.ts";

/** `api/lessons/[lessonId]/route.ts` → `/api/lessons/{lesson_id}`. */
const addressOf = (file: string) =>
  `/${path.dirname(file)}`.replace(/\[(\w+)\]/g, (_match, name: string) => `{${parameterName(name)}}`);

const methodsOf = async (file: string): Promise<Record<string, unknown>> => import(path.join(app, file));

/** The endpoint that `handle` has put onto a method; null for one that has none (405, HEAD, OPTIONS). */
function declarationOf(method: unknown): { method: string; path: string } | null {
  return typeof method === "function" && "endpoint" in method
    ? (method.endpoint as { method: string; path: string })
    : null;
}

describe("every route", () => {
  test("is found by this test", () => {
    expect(routeFiles.length).toBeGreaterThan(20);
  });

  test.each(routeFiles)("answers every method itself (%s)", async (file) => {
    const methods = await methodsOf(file);
    for (const method of routeMethods) expect(methods[method], method).toBeTypeOf("function");
  });

  test("is declared, and every declaration has its route", async () => {
    const served: unknown[] = [];
    for (const file of routeFiles.filter((file) => file !== REST)) {
      for (const [method, handler] of Object.entries(await methodsOf(file))) {
        const endpoint = declarationOf(handler);
        if (endpoint === null) continue;
        expect([endpoint.method, endpoint.path], file).toEqual([method, addressOf(file)]);
        served.push(endpoint);
      }
    }
    expect(new Set(served)).toEqual(new Set(endpoints));
    expect(served).toHaveLength(endpoints.length);
  });

  test("takes work that `handle` made, nothing else", async () => {
    for (const file of routeFiles.filter((file) => file !== REST)) {
      const methods = await methodsOf(file);
      const bare = Object.entries(methods).filter(([, method]) => declarationOf(method) === null);
      // What `route` made for the methods that the address does not have is one function for all of them.
      const made = bare.filter(([name]) => name !== "HEAD" && name !== "OPTIONS").map(([, method]) => method);
      expect(new Set(made).size, file).toBeLessThanOrEqual(1);
      expect(bare.length, file).toBeLessThan(routeMethods.length);
    }
  });
});
