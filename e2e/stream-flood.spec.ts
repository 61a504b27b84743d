/** A thousand event streams at once on the product as it is served: they are held, others are served, and nothing of them stays. */
import type { Socket } from "node:net";
import type { APIRequestContext } from "@playwright/test";
import { openSocket, rawHead, sendRaw } from "@/lib/testing/raw-http";
import { expect, test } from "./fixtures";

const port = () => Number(process.env.E2E_PORT);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const STREAM = "GET /api/presentations/jobs/stream";

/** As in lib/http/stream-slots.ts. */
const MAX_STREAMS = 1_000;
const MAX_STREAMS_OF_ONE = 250;
/** What 1,000 streams may add to the server's memory. */
const MAX_GROWTH_BYTES = 200 * 1024 * 1024;

type ApiToken = { id: string; token: string };

async function givenToken(api: APIRequestContext, scopes: string[]): Promise<ApiToken> {
  const answer = await api.post("/api/tokens", { data: { name: "Flood", scopes } });
  expect(answer.status()).toBe(201);
  return answer.json();
}

/** Opens a stream and waits for its first event. @returns the socket, or the status of a refusal */
async function openStream(token: string): Promise<Socket | number> {
  const socket = await openSocket(port());
  socket.write(rawHead(STREAM, bearer(token)));
  let text = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes("event: ")) return socket;
  }
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
}

async function residentBytes(token: string): Promise<number> {
  const { body } = await sendRaw(port(), rawHead("GET /metrics", bearer(token)));
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(body)?.[1]);
}

test("a thousand event streams are held, the next is refused, and others are served", async ({ api }) => {
  test.setTimeout(120_000);
  const watcher = await givenToken(api, ["job:read", "metrics:read"]);
  const before = await residentBytes(watcher.token);
  const open: Socket[] = [];
  try {
    const tokens = await Promise.all(
      Array.from({ length: MAX_STREAMS / MAX_STREAMS_OF_ONE }, () => givenToken(api, ["job:read"])),
    );
    for (const { token } of tokens) {
      const opened = await Promise.all(Array.from({ length: MAX_STREAMS_OF_ONE }, () => openStream(token)));
      for (const one of opened) if (typeof one !== "number") open.push(one);
      expect(opened.filter((one) => typeof one === "number")).toEqual([]);
      if (open.length < MAX_STREAMS) expect(await openStream(token)).toBe(429);
    }
    expect(await openStream(watcher.token)).toBe(503);

    const list = await sendRaw(port(), rawHead("GET /api/presentations/jobs?limit=1", bearer(watcher.token)));
    expect(list.status).toBe(200);
    expect((await residentBytes(watcher.token)) - before).toBeLessThan(MAX_GROWTH_BYTES);
  } finally {
    for (const socket of open) socket.destroy();
  }
  await expect(async () => {
    const one = await openStream(watcher.token);
    if (typeof one !== "number") one.destroy();
    expect(one).not.toBe(503);
  }).toPass();
});

test("a revoked token's stream ends, and its next request answers 401", async ({ api }) => {
  const { id, token } = await givenToken(api, ["job:read"]);
  const stream = await openStream(token);
  if (typeof stream === "number") throw new Error(`the stream was refused with ${stream}`);
  expect((await api.delete(`/api/tokens/${id}`)).ok()).toBe(true);
  const ended = new Promise<void>((resolve) => stream.once("end", resolve).resume());
  // The next change of a job, or the sign of life, finds out.
  const lesson = await api.put("/api/lessons/stream-flood", {
    data: { title: "A change", content: "# A change" },
  });
  expect(lesson.ok()).toBe(true);
  await api.post("/api/presentations/generate", { data: { lesson_id: "stream-flood" } });
  await ended;
  expect((await sendRaw(port(), rawHead(STREAM, bearer(token)))).status).toBe(401);
});
