import { afterAll, beforeAll, expect, test } from "vitest";
import { problem } from "@/lib/contract/problem";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { rawHead, sendRaw } from "@/lib/testing/raw-http";
import { refuseUnknownMethods } from "./refuse-methods";

let server: TestServer;
beforeAll(async () => {
  refuseUnknownMethods();
  server = await serve(async () => new Response("served"));
});
afterAll(() => server.close());

test.each(["TRACE", "PROPFIND", "QUERY", "LINK"])("%s is refused as a problem", async (method) => {
  const { status, headers, body } = await sendRaw(server.port, rawHead(`${method} /api/me`));
  const { error, request_id } = problem.parse(JSON.parse(body));
  expect([status, error.code, request_id]).toEqual([405, "method_not_allowed", headers.get("x-request-id")]);
  expect(headers.get("allow")).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
});

test.each(["GET", "PUT", "OPTIONS"])("%s is served", async (method) => {
  expect(await sendRaw(server.port, rawHead(`${method} /api/me`))).toMatchObject({ status: 200 });
});
