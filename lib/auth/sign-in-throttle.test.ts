import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { SignInThrottle } from "./sign-in-throttle";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = Date.UTC(2026, 0, 1);

/** Seconds to wait that a refusal names; null when the try is let through. */
function tryAt(throttle: SignInThrottle, account: string, now: number, address: string | null = null) {
  try {
    throttle.begin(account, address, now);
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
    for (let count = 1; count <= 5; count++) tryAt(throttle, "a", START);
    expect(tryAt(throttle, "b", START)).toBeNull();
    expect(tryAt(throttle, "a", START)).toBe(5);
    throttle.succeed("a", null);
    expect(tryAt(throttle, "a", START)).toBeNull();
  });

  it("slows down an address that tries many accounts, and no other address", () => {
    const throttle = new SignInThrottle();
    for (let count = 1; count <= 30; count++) {
      expect(tryAt(throttle, `account-${count}`, START, "192.0.2.7")).toBeNull();
    }
    expect(tryAt(throttle, "account-31", START, "192.0.2.7")).toBe(5);
    expect(tryAt(throttle, "account-31", START, "192.0.2.8")).toBeNull();
    expect(tryAt(throttle, "account-32", START)).toBeNull();
  });

  it("forgets no guesses of an address for a right password among them, and does not count that one", () => {
    const throttle = new SignInThrottle();
    for (let count = 1; count <= 29; count++) tryAt(throttle, `account-${count}`, START, "192.0.2.7");
    for (let count = 1; count <= 5; count++) {
      expect(tryAt(throttle, "own", START, "192.0.2.7")).toBeNull();
      throttle.succeed("own", "192.0.2.7");
    }
    expect(tryAt(throttle, "account-30", START, "192.0.2.7")).toBeNull();
    expect(tryAt(throttle, "account-31", START, "192.0.2.7")).toBe(5);
  });

  it("lets through so many of all accounts in a minute, and not those who succeed among them", () => {
    const throttle = new SignInThrottle();
    for (let count = 0; count < 500; count++) {
      expect(tryAt(throttle, `right-${count}`, START)).toBeNull();
      throttle.succeed(`right-${count}`, null);
    }
    for (let count = 0; count < 120; count++) expect(tryAt(throttle, `wrong-${count}`, START)).toBeNull();
    expect(tryAt(throttle, "one-more", START + 20 * SECOND)).toBe(40);
    expect(tryAt(throttle, "one-more", START + MINUTE)).toBeNull();
  });

  it("remembers a bounded number of accounts, and nobody only for the quarter of an hour", () => {
    const throttle = new SignInThrottle();
    let largest = 0;
    for (let index = 0; index < 20_000; index++) {
      tryAt(throttle, `account-${index}`, START + index * 100);
      largest = Math.max(largest, throttle.size);
    }
    expect(largest).toBeLessThanOrEqual(16 * 120);
    tryAt(throttle, "later", START + 3 * 60 * MINUTE);
    expect(throttle.size).toBe(1);
  });
});
