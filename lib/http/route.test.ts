import { describe, expect, it, vi } from "vitest";
import { endpoint } from "@/lib/contract/endpoint";
import { problem } from "@/lib/contract/problem";
import { handle } from "./handle";
import { route } from "./route";

const thing = {
  id: "thing",
  path: "/thing",
  access: "everybody",
  tag: "System",
  summary: "A thing",
  answers: { 200: { description: "It" } },
} as const;
const readThing = endpoint({ ...thing, method: "GET" });
const removeThing = endpoint({ ...thing, method: "DELETE" });

const context = { params: Promise.resolve({}) };
const request = (method: string) => new Request("http://localhost/thing", { method });

describe("route", () => {
  const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
    GET: handle(readThing, async () => Response.json("read")),
    DELETE: handle(removeThing, async () => new Response(null, { status: 204 })),
  });

  it("gives the methods that it has to their handlers", async () => {
    expect(await (await GET(request("GET"), context)).json()).toBe("read");
    expect((await DELETE(request("DELETE"), context)).status).toBe(204);
  });

  it.each([
    ["POST", POST],
    ["PUT", PUT],
    ["PATCH", PATCH],
  ])("refuses %s in the API's shape and says what is possible", async (method, handler) => {
    const answer = await handler(request(method), context);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, DELETE, OPTIONS");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const body = problem.parse(await answer.json());
    expect(body.error.code).toBe("method_not_allowed");
    expect(body.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it("says on OPTIONS what is possible", async () => {
    const answer = await OPTIONS(request("OPTIONS"), context);
    expect([answer.status, answer.headers.get("allow")]).toEqual([204, "GET, HEAD, DELETE, OPTIONS"]);
  });

  it("answers HEAD with GET's headers and ends what would have fed the body", async () => {
    const cancel = vi.fn();
    const streaming = route({
      GET: handle(
        readThing,
        async () => new Response(new ReadableStream({ cancel }), { headers: { ETag: "1" } }),
      ),
    });
    const answer = await streaming.HEAD(request("HEAD"), context);
    expect([answer.status, answer.body, answer.headers.get("etag")]).toEqual([200, null, "1"]);
    expect(cancel).toHaveBeenCalledTimes(1);
    expect((await HEAD(request("HEAD"), context)).headers.has("x-request-id")).toBe(true);
  });
});
