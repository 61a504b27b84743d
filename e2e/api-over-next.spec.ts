/** What the API answers where Next.js would interfere by itself: it must be the API's own answer all the same. */
import { problem } from "../lib/contract/problem";
import { expect, test } from "./fixtures";

const jobs = "/api/presentations/jobs?limit=1";

const forged: Record<string, string>[] = [
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
];
for (const headers of forged) {
  test(`${Object.keys(headers)} change nothing`, async ({ api, playwright, baseURL }) => {
    const allowed = await api.get(jobs, { headers, maxRedirects: 0 });
    expect(allowed.status()).toBe(200);
    expect(allowed.headers()["x-total-count"]).toMatch(/^~?\d+$/);
    const nobody = await playwright.request.newContext({ baseURL: baseURL ?? "" });
    expect((await nobody.get(jobs, { headers, maxRedirects: 0 })).status()).toBe(401);
    await nobody.dispose();
  });
}

test("addresses that are nothing answer in the error shape, for every method", async ({ api }) => {
  for (const address of ["/api", "/api/nothing", "/api/presentations/jobs/a/nothing", "/api/lessons/%ff"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await api.fetch(address, { method });
      expect([400, 404], `${method} ${address}`).toContain(answer.status());
      expect(answer.headers()["content-type"]).toBe("application/problem+json");
      expect(problem.parse(await answer.json()).request_id).toBe(answer.headers()["x-request-id"]);
    }
  }
});

test("HEAD tells what GET would, a slash at the end leads to the address without", async ({ api }) => {
  const head = await api.head(jobs);
  expect(head.status()).toBe(200);
  expect(head.headers()["x-total-count"]).toMatch(/^~?\d+$/);
  expect(await head.text()).toBe("");
  const slashed = await api.post("/api/presentations/generate/", { data: {}, maxRedirects: 0 });
  expect([slashed.status(), slashed.headers().location]).toEqual([308, "/api/presentations/generate"]);
});

test("events are never compressed, other answers are", async ({ api, baseURL }) => {
  const list = await api.get(jobs, { headers: { "Accept-Encoding": "gzip" } });
  expect(list.headers()["content-encoding"]).toBe("gzip");
  // Playwright would read to the end of the stream.
  const headers = { Authorization: `Bearer ${process.env.E2E_API_TOKEN}`, "Accept-Encoding": "gzip" };
  const stream = await fetch(`${baseURL}/api/presentations/jobs/stream`, { headers });
  expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(stream.headers.get("content-encoding")).toBe(null);
  await stream.body?.cancel();
});
