/** Event streams come and go by the thousand; nothing of them may stay. */
import { expect, test } from "vitest";
import { openStreams } from "@/lib/http/stream-slots";
import { watches } from "@/lib/jobs/job-watch";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import * as eventsRoute from "./presentations/jobs/[jobId]/events/route";
import * as streamRoute from "./presentations/jobs/stream/route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });

const CYCLES = 1_000;
/** As many clients as one may have at once, and some air. */
const TOGETHER = 100;

/** Counts who listens to the database's changes from now on. */
function countListeners(): () => number {
  const { feed } = watches();
  const subscribe = feed.subscribe.bind(feed);
  const listeners = new Set<symbol>();
  feed.subscribe = (listener) => {
    const listening = Symbol("listening");
    listeners.add(listening);
    const stop = subscribe(listener);
    return () => {
      listeners.delete(listening);
      stop();
    };
  };
  return () => listeners.size;
}

const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

test(`leave no stream, timer or listener behind after ${CYCLES} clients`, { timeout: 120_000 }, async () => {
  const { job_id: jobId } = await givenJob();
  const headers = { Authorization: `Bearer ${TOKEN}` };

  /** Connects, reads the first event, and leaves in one of the ways there are. */
  async function visit(number: number): Promise<void> {
    const leave = new AbortController();
    const request = new Request("http://localhost/api/presentations/jobs", { headers, signal: leave.signal });
    const response =
      number % 2 === 0
        ? await eventsRoute.GET(request, { params: Promise.resolve({ jobId }) })
        : await streamRoute.GET(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    // Some go before anything has come.
    if (number % 5 !== 0) await reader?.read();
    if (number % 3 === 0) await reader?.cancel();
    else leave.abort();
    for (let end = number % 3 === 0; !end; ) end = (await reader?.read())?.done ?? true;
  }

  async function visitAll(count: number): Promise<void> {
    for (let from = 0; from < count; from += TOGETHER) {
      await Promise.all(Array.from({ length: TOGETHER }, (_, index) => visit(from + index)));
    }
  }

  const listeners = countListeners();
  await visitAll(TOGETHER);
  const before = timers();
  await visitAll(CYCLES);
  expect(openStreams()).toBe(0);
  expect(listeners()).toBe(0);
  // The change feed may be just about to look; a client that left something would make a thousand.
  expect(timers()).toBeLessThanOrEqual(before + 5);
});
