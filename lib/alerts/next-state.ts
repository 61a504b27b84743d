/**
 * How a rule goes on: ok → pending while its threshold is passed → firing when it was for long enough → ok again when it is not. And
 * when people are told. Pure: the time is an argument.
 */

/** How a rule stands. Times in Unix ms. */
export type RuleState = {
  state: "ok" | "pending" | "firing";
  /** Since when; null: ok ever since. */
  sinceMs: number | null;
  /** Of a rule that fires: whether people were told. */
  isTold: boolean;
  /** When they were last told that it fires. */
  notifiedAtMs: number | null;
};

export const newRule: RuleState = { state: "ok", sinceMs: null, isTold: false, notifiedAtMs: null };

export type Look = {
  nowMs: number;
  /** Whether the threshold is passed. A rule that is turned off never is. */
  isBreached: boolean;
  forMs: number;
  cooldownMs: number;
  snoozedUntilMs: number | null;
};

/** `change`: what the history gets; `tell`: what the channels get. */
export type Step = {
  next: RuleState;
  change: "fired" | "resolved" | null;
  tell: "fired" | "resolved" | null;
};

/**
 * What one look makes of a rule. Who may not be told now, because it is snoozed or within its cooldown, is told later if it still fires
 * then; who was told before it was snoozed is told again. Who was not told that it fires does not hear that it is over; who was hears it
 * in any case, or what they have opened for it would stay open.
 */
export function nextState(before: RuleState, look: Look): Step {
  const { nowMs, isBreached } = look;
  if (!isBreached) return settle(before, look);
  const sinceMs = before.state === "ok" ? nowMs : (before.sinceMs ?? nowMs);
  if (before.state !== "firing" && nowMs - sinceMs < look.forMs) {
    return { next: { ...before, state: "pending", sinceMs, isTold: false }, change: null, tell: null };
  }
  const isNew = before.state !== "firing";
  const firing: RuleState = isNew
    ? { ...before, state: "firing", sinceMs: nowMs, isTold: false }
    : { ...before, sinceMs };
  const change = isNew ? "fired" : null;
  if (!(firing.isTold ? wasSnoozed(firing, look) : mayTell(firing, look)))
    return { next: firing, change, tell: null };
  return { next: { ...firing, isTold: true, notifiedAtMs: nowMs }, change, tell: "fired" };
}

function settle(before: RuleState, look: Look): Step {
  if (before.state === "ok") return { next: before, change: null, tell: null };
  const next: RuleState = { ...before, state: "ok", sinceMs: look.nowMs, isTold: false };
  if (before.state === "pending") return { next, change: null, tell: null };
  // The end belongs to the beginning: cooldown and snooze are of beginnings.
  return { next, change: "resolved", tell: before.isTold ? "resolved" : null };
}

const isSnoozed = ({ nowMs, snoozedUntilMs }: Look) => snoozedUntilMs !== null && nowMs < snoozedUntilMs;

/** Whether a snooze has ended since people were told. Whoever snoozes wants to hear then, whatever the cooldown. */
function wasSnoozed({ notifiedAtMs }: RuleState, { nowMs, snoozedUntilMs }: Look): boolean {
  return snoozedUntilMs !== null && snoozedUntilMs <= nowMs && (notifiedAtMs ?? nowMs) < snoozedUntilMs;
}

function mayTell({ notifiedAtMs }: RuleState, look: Look): boolean {
  return !isSnoozed(look) && (notifiedAtMs === null || look.nowMs - notifiedAtMs >= look.cooldownMs);
}
