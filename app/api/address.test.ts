/** Addresses that Next.js would answer with a bare 500, as proxy.ts answers them. */
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { problem } from "@/lib/contract/problem";
import { proxy } from "@/proxy";

const answerTo = (path: string) => proxy(new NextRequest(`http://localhost${path}`));

describe("an address that cannot be decoded", () => {
  test.each(["/api/presentations/jobs/%E0%A4%A", "/api/lessons/%FF", "/api/%"])(
    "is a problem in the API (%s)",
    async (path) => {
      const answer = answerTo(path);
      const body = problem.parse(await answer.json());
      expect([answer.status, body.error.code]).toEqual([400, "validation_failed"]);
      expect(answer.headers.get("x-request-id")).toBe(body.request_id);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  test("is a plain 404 elsewhere", async () => {
    const answer = answerTo("/jobs/%FF");
    expect([answer.status, await answer.text()]).toEqual([404, "There is nothing at this address.\n"]);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  test("is not one whose encoding is right", () => {
    expect(answerTo("/api/lessons/a%3Ab").headers.get("x-middleware-next")).toBe("1");
    expect(answerTo("/jobs/a%3Ab").headers.get("x-middleware-next")).toBe("1");
  });
});
