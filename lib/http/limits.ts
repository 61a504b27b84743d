/**
 * How many requests one caller may send a minute, and how many one address may send without a good credential. The memory is
 * this process's: one process serves the API. Names are hashed into a fixed number of counters, so that a flood of made-up
 * addresses cannot fill it; callers are few, and two of them rarely share a counter.
 */
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Caller } from "@/lib/auth/caller";
import { trustedAddress } from "@/lib/auth/client-address";
import { config } from "@/lib/config";
import { AppError } from "@/lib/errors";

const WINDOW_SECONDS = 60;
/** 16 bits: about 10 MB when every counter is in use. */
const COUNTERS = 65_536;

// Next.js bundles this module several times; the counts must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsLimiter?: RateLimiterMemory };

/** Counts a request of `caller`. @throws AppError rate_limited */
export async function limitCaller(caller: Caller, headers: Headers): Promise<void> {
  await count(`caller ${principalOf(caller)}`, headers);
}

/**
 * Counts a request that nobody vouches for. Without a proxy that is trusted no address is known; such requests share one count,
 * which costs nobody who has a credential anything.
 * @throws AppError rate_limited
 */
export async function limitAddress(request: Request, headers: Headers): Promise<void> {
  const address = trustedAddress(request.headers);
  await count(`address ${address === null ? "unknown" : networkOf(address)}`, headers);
}

/** Who pays for a request. A service pays for itself, for whomever it acts. */
export function principalOf({ kind, userId, name }: Caller): string {
  return kind === "service" ? `service ${name}` : `${kind} ${userId}`;
}

/** The network that one customer has: an IPv6 address is one of 2^64 in it. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  return (
    new URL(`http://[${address}]`).hostname.slice(1, -1).split("::")[0]?.split(":").slice(0, 4).join(":") ??
    address
  );
}

async function count(name: string, headers: Headers): Promise<void> {
  const perMinute = config().rateLimitPerMinute;
  if (perMinute === 0) return;
  shared.__presentationJobsLimiter ??= new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  const counter = createHash("sha256").update(name).digest().readUInt32BE() % COUNTERS;
  const result = await shared.__presentationJobsLimiter.consume(counter).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  const resetSeconds = Math.ceil(result.msBeforeNext / 1000);
  headers.set("RateLimit-Limit", String(perMinute));
  headers.set("RateLimit-Remaining", String(result.remainingPoints));
  headers.set("RateLimit-Reset", String(resetSeconds));
  if (result.consumedPoints > perMinute) {
    throw new AppError("rate_limited", `More than ${perMinute} requests in a minute`, {
      retryAfterSeconds: Math.max(1, resetSeconds),
    });
  }
}
