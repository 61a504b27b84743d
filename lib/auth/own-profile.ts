/** A person's own name and e-mail address. */
import { recordAudit } from "@/lib/audit/record";
import type { ProfileChange } from "@/lib/contract/auth";
import type { Me } from "@/lib/contract/people";
import { db } from "@/lib/db/client";
import { takenAs } from "@/lib/db/unique";
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
  // better-auth looks addresses up in lower case.
  const email = change.email?.toLowerCase();
  if (email !== undefined && email !== caller.email) {
    if (change.current_password === undefined) {
      const message = "is needed for another e-mail address";
      throw new AppError("validation_failed", `current_password ${message}`, {
        fields: [{ field: "current_password", message }],
      });
    }
    await checkOwnPassword(caller, change.current_password);
  }
  const data = { ...(change.name !== undefined && { name: change.name }), ...(email && { email }) };
  const select = { name: true, email: true };
  const changing = db().$transaction(async (tx) => {
    if (email && (await tx.user.count({ where: { email, id: { not: userId } } })) > 0) {
      throw new AppError("email_taken");
    }
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId }, select });
    const changed = await tx.user.update({ where: { id: userId }, data, select });
    const target = { type: "user", id: userId };
    const details = { before, after: changed };
    await recordAudit({ actor: caller, action: "profile.change", target, details }, tx);
    return changed;
  });
  const after = await changing.catch(takenAs("email_taken"));
  return describeCaller({ ...caller, ...after });
}
