import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Look, newRule, nextState, type RuleState, type Step } from "./next-state";

const SECOND = 1_000;

type Seen = { at: number; isBreached: boolean; snoozedUntil?: number | null };

/** The steps of a rule over its looks; times in seconds. */
function run(looks: readonly Seen[], { forSeconds = 60, cooldownSeconds = 600 } = {}): Step[] {
  let state: RuleState = newRule;
  return looks.map(({ at, isBreached, snoozedUntil = null }) => {
    const look: Look = {
      nowMs: at * SECOND,
      isBreached,
      forMs: forSeconds * SECOND,
      cooldownMs: cooldownSeconds * SECOND,
      snoozedUntilMs: snoozedUntil === null ? null : snoozedUntil * SECOND,
    };
    const step = nextState(state, look);
    state = step.next;
    return step;
  });
}

const breached = (...times: number[]): Seen[] => times.map((at) => ({ at, isBreached: true }));
const fine = (...times: number[]): Seen[] => times.map((at) => ({ at, isBreached: false }));
const told = (steps: readonly Step[]) => steps.map(({ tell }) => tell);
const changes = (steps: readonly Step[]) => steps.map(({ change }) => change);

describe("a rule", () => {
  test("fires when it was breached for long enough without a break, and resolves itself", () => {
    const steps = run([...breached(0, 59), ...fine(60), ...breached(75, 134, 135, 150), ...fine(165)]);
    const [ok, pending, firing] = ["ok", "pending", "firing"];
    expect(steps.map(({ next }) => next.state)).toEqual([
      pending,
      pending,
      ok,
      pending,
      pending,
      firing,
      firing,
      ok,
    ]);
    expect(changes(steps)).toEqual([null, null, null, null, null, "fired", null, "resolved"]);
    expect(told(steps)).toEqual(changes(steps));
    expect(steps[6]?.next.sinceMs).toBe(135 * SECOND);
  });

  test("without a waiting time fires at the first look", () => {
    expect(told(run(breached(0), { forSeconds: 0 }))).toEqual(["fired"]);
  });

  test("that fires again within its cooldown says so only when it still fires afterwards", () => {
    const steps = run(
      [
        ...breached(0),
        ...fine(100),
        ...breached(200),
        ...fine(300),
        ...breached(400, 599, 600),
        ...fine(700),
      ],
      { forSeconds: 0 },
    );
    expect(changes(steps)).toEqual([
      "fired",
      "resolved",
      "fired",
      "resolved",
      "fired",
      null,
      null,
      "resolved",
    ]);
    expect(told(steps)).toEqual(["fired", "resolved", null, null, null, null, "fired", "resolved"]);
  });

  test("that is snoozed is in the history and tells nobody, until the snooze is over", () => {
    const snoozed = (at: number, isBreached: boolean) => ({ at, isBreached, snoozedUntil: 1_000 });
    const steps = run([snoozed(0, true), snoozed(500, true), snoozed(1_000, true), snoozed(1_100, false)], {
      forSeconds: 0,
    });
    expect(changes(steps)).toEqual(["fired", null, null, "resolved"]);
    expect(told(steps)).toEqual([null, null, "fired", "resolved"]);
    const over = run([snoozed(0, true), snoozed(999, false)], { forSeconds: 0 });
    expect(changes(over)).toEqual(["fired", "resolved"]);
    expect(told(over)).toEqual([null, null]);
  });

  test("that was told before it was snoozed is told again when the snooze is over, once", () => {
    const steps = run([
      ...breached(0, 60),
      ...[100, 299, 300, 315, 900].map((at) => ({ at, isBreached: true, snoozedUntil: 300 })),
      { at: 1_000, isBreached: false, snoozedUntil: 300 },
    ]);
    expect(told(steps)).toEqual([null, "fired", null, null, "fired", null, null, "resolved"]);
    expect(changes(steps)).toEqual([null, "fired", null, null, null, null, null, "resolved"]);
  });

  test("that was told and is over while it is snoozed says that it is over", () => {
    const snoozed = { isBreached: true, snoozedUntil: 1_000 };
    const steps = run([
      ...breached(0, 60),
      { at: 100, ...snoozed },
      { at: 200, ...snoozed, isBreached: false },
    ]);
    expect(told(steps)).toEqual([null, "fired", null, "resolved"]);
  });
});

describe("whatever happens", () => {
  const look = fc.record({
    gapMs: fc.integer({ min: 0, max: 90 * SECOND }),
    isBreached: fc.boolean(),
    // Seldom, or it would be snoozed nearly all the time.
    snoozeMs: fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 * SECOND }) },
    ),
  });
  const world = fc.record({
    forMs: fc.constantFrom(0, 30 * SECOND, 60 * SECOND),
    cooldownMs: fc.constantFrom(0, 60 * SECOND, 600 * SECOND),
    looks: fc.array(look, { minLength: 1, maxLength: 60 }),
  });

  function play({ forMs, cooldownMs, looks }: typeof world extends fc.Arbitrary<infer W> ? W : never) {
    let [state, nowMs]: [RuleState, number] = [newRule, 0];
    let snoozedUntilMs: number | null = null;
    return looks.map(({ gapMs, isBreached, snoozeMs }) => {
      nowMs += gapMs;
      if (snoozeMs !== null) snoozedUntilMs = nowMs + snoozeMs;
      const isSnoozed = snoozedUntilMs !== null && nowMs < snoozedUntilMs;
      const before = state;
      const step = nextState(state, { nowMs, isBreached, forMs, cooldownMs, snoozedUntilMs });
      state = step.next;
      return { ...step, before, nowMs, isBreached, isSnoozed, snoozedUntilMs };
    });
  }

  test("firing and resolving alternate, and so do the messages about them", () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const kind of ["change", "tell"] as const) {
          const said = play(given).flatMap((step) => step[kind] ?? []);
          // What fires on after a snooze is told again, so a beginning may follow a beginning there.
          const doubled = said.filter((word, at) => word === "resolved" && said[at - 1] !== "fired");
          expect(doubled).toEqual([]);
          if (kind === "change") {
            expect(said.filter((word, at) => word === said[at - 1])).toEqual([]);
          }
        }
      }),
    );
  });

  test("nothing fires before its time, and everything that is breached for that long fires", () => {
    fc.assert(
      fc.property(world, (given) => {
        let sinceMs: number | null = null;
        for (const { isBreached, nowMs, next } of play(given)) {
          sinceMs = isBreached ? (sinceMs ?? nowMs) : null;
          expect(next.state === "firing").toBe(sinceMs !== null && nowMs - sinceMs >= given.forMs);
        }
      }),
    );
  });

  test("nobody is told of a beginning while it is snoozed, nor twice within a cooldown, and all are told in the end", () => {
    fc.assert(
      fc.property(world, (given) => {
        let lastMs: number | null = null;
        for (const { tell, isSnoozed, nowMs, next, before, snoozedUntilMs } of play(given)) {
          if (tell === "fired") expect(isSnoozed).toBe(false);
          if (tell === "resolved") expect(before.isTold).toBe(true);
          const isFree: boolean = !isSnoozed && (lastMs === null || nowMs - lastMs >= given.cooldownMs);
          const isAgain: boolean =
            before.isTold && !isSnoozed && snoozedUntilMs !== null && (lastMs ?? 0) < snoozedUntilMs;
          if (next.state === "firing" && isAgain) expect(tell).toBe("fired");
          if (tell === "fired") {
            expect(isFree || isAgain).toBe(true);
            lastMs = nowMs;
          }
          if (next.state === "firing" && isFree) expect(next.isTold).toBe(true);
        }
      }),
    );
  });
});
