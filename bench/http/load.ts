/** Sends one kind of request over a number of connections as fast as the answers come. */
import { Pool } from "undici";
import { type Latency, latencyOf } from "../latency";

export type Shot = { method: "GET" | "POST"; path: string; body?: unknown };
export type LoadResult = { perSecond: number; latency: Latency };

const WARM_UP_MS = 1_000;

/**
 * @param connections each has one request on its way at any time
 * @param nextShot makes the next request
 * @param forMs how long it is measured, after a second of warm-up
 * @throws when an answer is no 2xx: a refused request is fast and would flatter
 */
export async function load(
  origin: string,
  headers: Record<string, string>,
  { connections, forMs, nextShot }: { connections: number; forMs: number; nextShot: () => Shot },
): Promise<LoadResult> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const measureFrom = performance.now() + WARM_UP_MS;
  const measureUntil = measureFrom + forMs;
  const latenciesMs: number[] = [];
  const caller = async () => {
    while (performance.now() < measureUntil) {
      const { method, path, body } = nextShot();
      const sentAt = performance.now();
      const answer = await pool.request({
        method,
        path,
        headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode > 299)
        throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
      if (sentAt >= measureFrom) latenciesMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  await pool.close();
  return { perSecond: (latenciesMs.length * 1000) / forMs, latency: latencyOf(latenciesMs) };
}
