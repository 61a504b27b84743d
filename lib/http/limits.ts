/**
 * How many requests one caller may send a minute, and how many one address may send without a good credential. The memory is
 * this process's: one process serves the API. Names are hashed into a fixed number of counters, so that a flood of made-up
 * addresses cannot fill it; callers are few, and two of them rarely share a counter. Addresses have counters of their own, and the hash
 * has a key that nobody knows: a stranger can neither spend a caller's requests nor aim at a counter.
 */
import { createHmac, randomBytes } from "node:crypto";
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
type Kind = "caller" | "address";
type Limits = { key: Buffer; byKind: Record<Kind, RateLimiterMemory> };
const shared = globalThis as typeof globalThis & { __presentationJobsLimits?: Limits };

/** Counts a request of `caller`. @throws AppError rate_limited */
export async function limitCaller(caller: Caller, headers: Headers): Promise<void> {
  await count("caller", principalOf(caller), headers);
}

/**
 * Counts a request that nobody vouches for. Without a proxy that is trusted no address is known; such requests share one count,
 * which costs nobody who has a good credential anything.
 * @throws AppError rate_limited
 */
export async function limitAddress(request: Request, headers: Headers): Promise<void> {
  const address = trustedAddress(request.headers);
  await count("address", address === null ? "unknown" : networkOf(address), headers);
}

/** Who pays for a request. A service pays for itself, for whomever it acts. */
export function principalOf({ kind, userId, name, credentialId }: Caller): string {
  return kind === "service" ? `service ${credentialId ?? name}` : `${kind} ${userId}`;
}

/** What one customer has: of an IPv6 address the first 64 bits, because the rest is theirs to choose. */
export function networkOf(address: string): string {
  // "::ffff:192.0.2.1" is an IPv4 address.
  if (!isIPv6(address) || address.includes(".")) return address;
  const [front = [], back = []] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = new Array<string>(8 - front.length - back.length).fill("0");
  const groups = [...front, ...zeros, ...back].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

async function count(kind: Kind, name: string, headers: Headers): Promise<void> {
  const perMinute = config().rateLimitPerMinute;
  if (perMinute === 0) return;
  const limiter = () => new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  shared.__presentationJobsLimits ??= {
    key: randomBytes(32),
    byKind: { caller: limiter(), address: limiter() },
  };
  const { key, byKind } = shared.__presentationJobsLimits;
  const counter = createHmac("sha256", key).update(name).digest().readUInt32BE() % COUNTERS;
  const result = await byKind[kind].consume(counter).catch((refused: unknown) => {
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
