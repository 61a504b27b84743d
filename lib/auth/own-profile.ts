/** A person's own name and e-mail address. */
import { recordAudit } from "@/lib/audit/record";
import type { ProfileChange } from "@/lib/contract/auth";
import type { Me } from "@/lib/contract/people";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type Caller, describeCaller } from "./caller";
import { checkOwnPassword } from "./own-password";
import { requirePerson } from "./sessions";

/**
 * Changes the caller's name or e-mail address. They sign in with the address, so another one takes the password.
 * @throws AppError permission_denied when the password is wrong, validation_failed without it, email_taken, rate_limited
 */
export async function changeProfile(change: ProfileChange, caller: Caller): Promise<Me> {
  const { userId } = requirePerson(caller);
  const before = { name: caller.name, email: caller.email };
  // better-auth looks addresses up in lower case.
  const email = change.email?.toLowerCase() ?? before.email;
  const after = { name: change.name ?? before.name, email };
  if (email !== before.email) {
    if (change.current_password === undefined) {
      const message = "is needed for another e-mail address";
      throw new AppError("validation_failed", `current_password ${message}`, {
        fields: [{ field: "current_password", message }],
      });
    }
    await checkOwnPassword(caller, change.current_password);
  }
  await db().$transaction(async (tx) => {
    const isTaken = email !== null && (await tx.user.count({ where: { email, id: { not: userId } } })) > 0;
    if (isTaken) throw new AppError("email_taken");
    await tx.user.update({ where: { id: userId }, data: { name: after.name, ...(email && { email }) } });
    const target = { type: "user", id: userId };
    await recordAudit({ actor: caller, action: "profile.change", target, details: { before, after } }, tx);
  });
  return describeCaller({ ...caller, ...after });
}
