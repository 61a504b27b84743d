import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { SignInThrottle, type TryOrigin } from "./sign-in-throttle";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = Date.UTC(2026, 0, 1);

/** Seconds to wait that a refusal names; null when the try is let through. */
function tryAt(throttle: SignInThrottle, account: string, now: number, origin: Partial<TryOrigin> = {}) {
  try {
    throttle.begin(account, { address: null, ...origin }, now);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return error.retryAfterSeconds;
    throw error;
  }
}

describe("SignInThrottle", () => {
  it("lets five tries pass and makes each later one wait twice as long, up to a quarter of an hour", () => {
    const throttle = new SignInThrottle();
    let now = START;
    for (let count = 1; count <= 5; count++) expect(tryAt(throttle, "a", now)).toBeNull();
    for (const wait of [5, 10, 20, 40, 80, 900]) {
      expect(tryAt(throttle, "a", now)).toBe(wait);
      now += wait * SECOND;
      expect(tryAt(throttle, "a", now)).toBeNull();
    }
  });

  it("lets nobody guess more than ten times in a quarter of an hour, however patient", () => {
    const throttle = new SignInThrottle();
    let passed = 0;
    for (let now = START; now < START + 15 * MINUTE; now += SECOND) {
      if (tryAt(throttle, "a", now) === null) passed++;
    }
    expect(passed).toBe(10);
  });

  it("locks nobody out for longer by asking again", () => {
    const throttle = new SignInThrottle();
    let last = START;
    for (let now = START; now < START + 5 * MINUTE; now += SECOND) {
      if (tryAt(throttle, "a", now) === null) last = now;
    }
    for (let now = last; now < last + 15 * MINUTE; now += 10 * SECOND) {
      expect(tryAt(throttle, "a", now)).toBeGreaterThan(0);
    }
    for (let count = 1; count <= 5; count++) expect(tryAt(throttle, "a", last + 15 * MINUTE)).toBeNull();
  });

  it("counts tries as they begin, so that many at once do not all pass", () => {
    const throttle = new SignInThrottle();
    const passed = Array.from({ length: 50 }, () => tryAt(throttle, "a", START)).filter(
      (wait) => wait === null,
    );
    expect(passed).toHaveLength(5);
  });

  it("starts anew after a right password, and keeps accounts apart", () => {
    const throttle = new SignInThrottle();
    for (let count = 1; count <= 4; count++) tryAt(throttle, "a", START);
    const right = throttle.begin("a", { address: null }, START);
    expect(tryAt(throttle, "b", START)).toBeNull();
    expect(tryAt(throttle, "a", START)).toBe(5);
    right.succeed(START);
    expect(tryAt(throttle, "a", START)).toBeNull();
  });

  it("lets nobody be kept out of a browser of theirs by guesses elsewhere, nor guess there without end", () => {
    const throttle = new SignInThrottle();
    for (let count = 1; count <= 5; count++) tryAt(throttle, "a", START);
    expect(tryAt(throttle, "a", START)).toBe(5);
    for (let count = 1; count <= 5; count++)
      expect(tryAt(throttle, "a", START, { isKnown: true })).toBeNull();
    expect(tryAt(throttle, "a", START, { isKnown: true })).toBe(5);
  });

  const from = (last: number) => ({ address: `192.0.2.${last}` });

  it("slows down an address that tries many accounts, and no other address", () => {
    const throttle = new SignInThrottle();
    for (let count = 1; count <= 30; count++) {
      expect(tryAt(throttle, `account-${count}`, START, from(7))).toBeNull();
    }
    expect(tryAt(throttle, "account-31", START, from(7))).toBe(5);
    expect(tryAt(throttle, "account-31", START, { ...from(7), isKnown: true })).toBeNull();
    expect(tryAt(throttle, "account-31", START, from(8))).toBeNull();
    expect(tryAt(throttle, "account-32", START)).toBeNull();
  });

  it("forgets no guesses of an address for a right password among them, and does not count that one", () => {
    const throttle = new SignInThrottle();
    for (let count = 1; count <= 29; count++) tryAt(throttle, `account-${count}`, START, from(7));
    for (let count = 1; count <= 5; count++) throttle.begin("own", from(7), START).succeed(START);
    expect(tryAt(throttle, "account-30", START, from(7))).toBeNull();
    expect(tryAt(throttle, "account-31", START, from(7))).toBe(5);
  });

  it("takes no try back that others made after the right one was forgotten", () => {
    const throttle = new SignInThrottle();
    const slow = throttle.begin("own", from(7), START);
    const later = START + 15 * MINUTE;
    for (let count = 1; count <= 30; count++) tryAt(throttle, `account-${count}`, later, from(7));
    slow.succeed(later);
    expect(tryAt(throttle, "account-31", later, from(7))).toBe(5);
  });

  it("keeps nobody out for a flood of made-up names, forgets no guesses for it, and grows no further", () => {
    const throttle = new SignInThrottle();
    const { size } = throttle;
    for (let count = 1; count <= 5; count++) tryAt(throttle, "guessed", START);
    for (let index = 0; index < 50_000; index++) tryAt(throttle, `made-up-${index}`, START);
    expect(tryAt(throttle, "guessed", START)).toBeGreaterThanOrEqual(5);
    expect(tryAt(throttle, "somebody", START)).toBeNull();
    expect(throttle.size).toBe(size);
    expect(size).toBeLessThan(8_000_000);
  });
});
