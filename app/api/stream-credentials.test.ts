/** An open event stream is worth no more than its credential is now. */
import { expect, test, vi } from "vitest";
import { createApiToken, revokeApiToken } from "@/lib/auth/api-tokens";
import { tokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { openStreams } from "@/lib/http/stream-slots";
import { cancelJob } from "@/lib/jobs/cancel";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import * as eventsRoute from "./presentations/jobs/[jobId]/events/route";
import * as exportRoute from "./presentations/jobs/export/route";
import * as streamRoute from "./presentations/jobs/stream/route";

setUpTestDatabase({ RATE_LIMIT_PER_MINUTE: "0" });

/** A token's stream whose client has read all that was sent so far, and what comes after that. */
async function follow(path: "queue" | "job", jobId: string) {
  const { token, id } = await createApiToken(tokenInput.parse({ name: "A", scopes: ["job:read"] }), service);
  const request = new Request("http://localhost/", { headers: { Authorization: `Bearer ${token}` } });
  const response =
    path === "queue"
      ? await streamRoute.GET(request, { params: Promise.resolve({}) })
      : await eventsRoute.GET(request, { params: Promise.resolve({ jobId }) });
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("data: "); ) text += (await reader.read()).value ?? "";
  const rest = async () => {
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += value;
    }
  };
  return { id, rest };
}

const ends: [string, (tokenId: string) => Promise<unknown>][] = [
  ["revoked", (id) => revokeApiToken(id, service)],
  [
    "run out",
    (id) => db().apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 60_000) } }),
  ],
  ["another right", (id) => db().apiToken.update({ where: { id }, data: { scopes: '["lesson:read"]' } })],
];

for (const path of ["queue", "job"] as const) {
  test.each(ends)(`the stream of a ${path} tells nothing more when its token is %s`, async (_name, end) => {
    const { job_id: jobId } = await givenJob();
    const { id, rest } = await follow(path, jobId);
    await end(id);
    await cancelJob(jobId, null, service);
    // What was sent before the end may still be on the way.
    expect(await rest()).not.toMatch(/"cancelled":1|"status":"cancelled"/);
    expect(openStreams()).toBe(0);
  });
}

test("who left before the answer holds no stream", async () => {
  const { token } = await createApiToken(tokenInput.parse({ name: "A", scopes: ["job:read"] }), service);
  const request = new Request("http://localhost/", {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.abort(),
  });
  await streamRoute.GET(request, { params: Promise.resolve({}) });
  expect(openStreams()).toBe(0);
});

test("a quiet stream ends with the next sign of life", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const { job_id: jobId } = await givenJob();
    const { id, rest } = await follow("job", jobId);
    await revokeApiToken(id, service);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await rest()).toBe("");
  } finally {
    vi.useRealTimers();
  }
});

test("an export breaks off when its token is revoked", async () => {
  await givenJob();
  const { token, id } = await createApiToken(tokenInput.parse({ name: "A", scopes: ["job:read"] }), service);
  const request = new Request("http://localhost/?format=csv", {
    headers: { Authorization: `Bearer ${token}` },
  });
  const response = await exportRoute.GET(request, { params: Promise.resolve({}) });
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  // The header; the rows come after it.
  expect((await reader.read()).value).toContain("job_id");
  await revokeApiToken(id, service);
  const rest = async () => {
    let text = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value;
    return text;
  };
  await expect(rest()).rejects.toThrow("no longer good");
  expect(openStreams("file")).toBe(0);
});
