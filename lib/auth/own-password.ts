/** A person's own password: proving it again before something that matters, and changing it. */
import { recordAudit } from "@/lib/audit/record";
import type { PasswordChange } from "@/lib/contract/auth";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";
import { hashNewPassword } from "./new-password";
import { verifyPassword } from "./password";
import { passwordLine } from "./password-line";
import { requirePerson } from "./sessions";
import { writePassword } from "./setup-link";
import { signInThrottle } from "./sign-in-throttle";

/**
 * Counted like a sign-in, so that a stolen session is no way to guess the password.
 * @throws AppError permission_denied when the password is wrong, rate_limited, service_unavailable
 */
export async function checkOwnPassword(caller: Caller, password: string): Promise<void> {
  const { userId } = requirePerson(caller);
  const account = (caller.email ?? userId).toLowerCase();
  passwordLine().requirePlace(true);
  const begun = signInThrottle().begin(account, { address: null, isKnown: true }, Date.now());
  const isRight = await passwordLine().run(true, async () => {
    const stored = await db().account.findFirst({ where: { userId, providerId: "credential" } });
    return stored?.password ? verifyPassword(stored.password, password) : false;
  });
  if (!isRight) throw new AppError("permission_denied", "The password is wrong");
  begun.succeed(Date.now());
}

/**
 * Changes the caller's password and ends their other sessions.
 * @throws AppError permission_denied when the current password is wrong, validation_failed when the new one is too easy to guess,
 * rate_limited
 */
export async function changePassword(change: PasswordChange, caller: Caller): Promise<void> {
  const { userId, sessionId } = requirePerson(caller);
  await checkOwnPassword(caller, change.current_password);
  const hashed = await passwordLine().run(true, () =>
    hashNewPassword(change.new_password, caller, "new_password"),
  );
  await db().$transaction(async (tx) => {
    await writePassword(userId, hashed, tx);
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await recordAudit({ actor: caller, action: "password.change", target: { type: "user", id: userId } }, tx);
  });
}
