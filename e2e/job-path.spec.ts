/** The job path as the lesson app uses it, over HTTP. */
import type { APIResponse } from "@playwright/test";
import { type Job, job as jobContract } from "../lib/contract/jobs";
import { readPdf, readPptx, squeezed } from "./deck-files";
import { expect, test } from "./fixtures";

const content = `# Drum circle

**Grade**: 4
**Duration**: 40 minutes

## Objectives
- Play a groove of four beats (4.PR.1)

## Activity 1: Copy the leader (10 minutes)
1. The leader plays four beats.
2. Everybody copies: ♩ ♪ ♫

## Activity 2: Запев и припев (15 minutes)
- Ρυθμός, 节奏, リズム, 리듬

## Closure (5 minutes)
- One word about today.
`;

type Event = { name: string; id: string | null; data: Job };

/** Follows a job's events to the end of the stream. `onEvent` may act on what it sees. */
async function follow(
  url: string,
  onEvent: (event: Event) => Promise<void> | void = () => {},
  headers: Record<string, string> = {},
): Promise<Event[]> {
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${process.env.E2E_API_TOKEN}`, ...headers },
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events: Event[] = [];
  let rest = "";
  const decoder = new TextDecoder();
  // Node's streams can be iterated; the DOM's types do not know it.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? null;
      const data = field("data");
      if (data === null) continue;
      const event = {
        name: field("event") ?? "",
        id: field("id"),
        data: jobContract.parse(JSON.parse(data)),
      };
      events.push(event);
      await onEvent(event);
    }
  }
  return events;
}

test("a lesson becomes a deck: stored, queued, followed, fetched in four formats", async ({
  api,
  baseURL,
}) => {
  const stored = await api.put("/api/lessons/drum-circle", { data: { title: "Drum circle", content } });
  expect([200, 201]).toContain(stored.status());
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "drum-circle", priority: "urgent" },
  });
  expect(accepted.status()).toBe(200);
  const { job_id } = await accepted.json();

  const events = await follow(`${baseURL}/api/presentations/jobs/${job_id}/events`);
  const last = events.at(-1);
  expect(last?.data).toMatchObject({ status: "completed", progress: 100 });
  expect(last?.data.message).toContain("no language model is configured");
  const ids = events.map((event) => Number(event.id));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(
    last?.data.detailed_progress.stages.filter((stage) => stage.status === "completed").length,
  ).toBeGreaterThanOrEqual(3);
  // A client that comes back and missed nothing gets nothing twice.
  const again = await follow(`${baseURL}/api/presentations/jobs/${job_id}/events`, undefined, {
    "Last-Event-ID": last?.id ?? "",
  });
  expect(again).toEqual([]);

  const deckId = last?.data.presentation_id;
  const file = async (format: string) => {
    const response = await api.get(`/api/presentations/${deckId}/export?format=${format}`);
    expect(response.status()).toBe(200);
    expect(response.headers()["content-disposition"]).toMatch(
      /^attachment; filename="presentation_[\w-]+\.\w+"$/,
    );
    return response.body();
  };
  const { slides } = readPptx(await file("pptx"));
  expect(slides.some((slide) => slide.includes("Запев и припев"))).toBe(true);
  const pdf = squeezed((await readPdf(await file("pdf"))).join(" "));
  for (const word of ["Ρυθμός", "节奏", "リズム", "리듬", "♫", "припев"]) expect(pdf).toContain(word);
  expect((await file("markdown")).toString()).toContain("Copy the leader");
  expect(JSON.parse((await file("json")).toString())).toMatchObject({
    version: "p1.0",
    lesson_id: "drum-circle",
  });
  expect((await api.get(`/api/presentations/${deckId}/export?format=docx`)).status()).toBe(422);

  expect(await (await api.get("/api/presentations/lessons/drum-circle/latest")).json()).toMatchObject({
    presentation_id: deckId,
    is_stale: false,
  });
});

test("a job for an unknown lesson is 404", async ({ api }) => {
  const response = await api.post("/api/presentations/generate", { data: { lesson_id: "no-such-lesson" } });
  expect(response.status()).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: "lesson_not_found" } });
});

test("a job cancelled while it runs ends as cancelled and publishes nothing", async ({ api, baseURL }) => {
  const step = "- Sing the line, clap the beat, walk the measure and listen to your neighbours.\n";
  const long = Array.from(
    { length: 150 },
    (_, index) => `## Activity ${index + 1}: Verse ${index + 1}\n${step.repeat(8)}`,
  );
  await api.put("/api/lessons/endless-song", {
    data: { title: "Endless song", content: `# Endless song\n${long.join("\n")}` },
  });
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "endless-song", priority: "urgent", timeout_seconds: 120 },
  });
  const { job_id } = await accepted.json();
  const url = `/api/presentations/jobs/${job_id}`;
  const events = await follow(`${baseURL}${url}/events`, async ({ data }) => {
    if (data.status !== "running") return;
    const cancelled = await api.delete(`${url}?reason=Too%20long`);
    expect(await cancelled.json()).toEqual({ message: "Job cancelled", job_id, reason: "Too long" });
  });
  expect(events.at(-1)?.data).toMatchObject({
    status: "cancelled",
    message: "Too long",
    presentation_id: null,
  });
  // Its slot is free again: the next job runs through, and meanwhile nothing of the cancelled one has turned up.
  await api.put("/api/lessons/drum-circle", { data: { title: "Drum circle", content } });
  const next = await api.post("/api/presentations/generate", {
    data: { lesson_id: "drum-circle", priority: "urgent" },
  });
  const after = await follow(`${baseURL}/api/presentations/jobs/${(await next.json()).job_id}/events`);
  expect(after.at(-1)?.data.status).toBe("completed");
  expect(await (await api.get(url)).json()).toMatchObject({ status: "cancelled", presentation_id: null });
  expect(await (await api.get("/api/presentations/lessons/endless-song/latest")).json()).toBeNull();
  expect(await (await api.get(`${url}/attempts`)).json()).toMatchObject([{ outcome: "cancelled" }]);
});

test("a finished deck is made again: in its style, as a new deck, and the old one is stale", async ({
  api,
  baseURL,
}) => {
  await api.put("/api/lessons/drum-circle", { data: { title: "Drum circle", content } });
  const finish = async (accepted: APIResponse) => {
    expect(accepted.status()).toBe(200);
    const { job_id } = await accepted.json();
    const events = await follow(`${baseURL}/api/presentations/jobs/${job_id}/events`);
    expect(events.at(-1)?.data.status).toBe("completed");
    return events.at(-1)?.data.presentation_id;
  };
  const data = { lesson_id: "drum-circle", style: "high-contrast", priority: "urgent" };
  const first = await finish(await api.post("/api/presentations/generate", { data }));
  const second = await finish(
    await api.post(`/api/presentations/${first}/regenerate`, { data: { priority: "urgent" } }),
  );
  expect(second).not.toBe(first);
  const deck = async (id: unknown) => (await api.get(`/api/presentations/${id}`)).json();
  expect(await deck(second)).toMatchObject({ style: "high-contrast", status: "complete", is_stale: false });
  expect(await deck(first)).toMatchObject({ status: "stale", is_stale: true });
  const unknown = await api.post("/api/presentations/no-such-deck/regenerate", { data: {} });
  expect(unknown.status()).toBe(404);
});

test("a cancelled job is retried while it has retries, and further only by force", async ({
  api,
  baseURL,
}) => {
  await api.put("/api/lessons/drum-circle", { data: { title: "Drum circle", content } });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const accepted = await api.post("/api/presentations/generate", {
    data: { lesson_id: "drum-circle", priority: "urgent", max_retries: 0, run_at: later },
  });
  const { job_id } = await accepted.json();
  const url = `/api/presentations/jobs/${job_id}`;
  const retry = (data: object) => api.post(`${url}/retry`, { data });
  const refusal = { error: { code: "job_not_retryable" } };

  expect(await (await retry({})).json()).toMatchObject({ status: 400, ...refusal });
  expect((await api.delete(url)).status()).toBe(200);
  const spent = await retry({});
  expect(spent.status()).toBe(400);
  expect(await spent.json()).toMatchObject(refusal);
  expect(await (await api.get(url)).json()).toMatchObject({ status: "cancelled", max_retries: 0 });

  const forced = await retry({ force_retry: true });
  expect(forced.status()).toBe(200);
  expect(await forced.json()).toMatchObject({ job_id });
  const events = await follow(`${baseURL}${url}/events`);
  expect(events.at(-1)?.data).toMatchObject({ status: "completed", retry_count: 1, max_retries: 1 });
  expect((await retry({ force_retry: true })).status()).toBe(400);
});

test("bad input gets the API's error and stores nothing", async ({ api }) => {
  const count = async () => (await api.get("/api/presentations/jobs?limit=1")).headers()["x-total-count"];
  const before = await count();
  const tries = [
    { status: 422, data: { lesson_id: "drum-circle", colour: "red" } },
    { status: 422, data: { lesson_id: 7 } },
    { status: 400, data: { lesson_id: "drum-circle", style: "neon" } },
    { status: 400, data: Buffer.from("{") },
    { status: 413, data: { lesson_id: "x".repeat(5_000_000) } },
    { status: 401, data: { lesson_id: "drum-circle" }, headers: { Authorization: "Bearer wrong" } },
  ];
  for (const { status, data, headers = {} } of tries) {
    const response = await api.post("/api/presentations/generate", {
      data,
      headers: { "Content-Type": "application/json", ...headers },
    });
    expect(response.status()).toBe(status);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, error: { code: expect.any(String) } });
  }
  expect(await count()).toBe(before);
});
