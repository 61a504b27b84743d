/**
 * The first administrator without ADMIN_EMAIL: a link with a one-time token, printed at start. The token is stored as a
 * hash, a new start replaces it, and it works only while no administrator can sign in. It travels in the link's fragment, which
 * browsers send to no server, so it stands in no access log.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import type { NewPerson } from "@/lib/contract/auth";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { hashNewPassword, refuseGuessable } from "./new-password";
import { createPerson } from "./people";
import { writePassword } from "./setup-link";

const IDENTIFIER = "first-administrator";
const VALID_MS = 24 * 60 * 60 * 1000;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Makes a new link and makes older ones useless. */
export async function createFirstAdministratorLink(publicUrl: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db().$transaction([
    db().verification.deleteMany({ where: { identifier: IDENTIFIER } }),
    db().verification.create({
      data: {
        id: randomUUID(),
        identifier: IDENTIFIER,
        value: sha256(token),
        expiresAt: new Date(Date.now() + VALID_MS),
      },
    }),
  ]);
  return `${publicUrl}/setup#token=${token}`;
}

/** Whether an administrator can sign in already. People who were brought in from the earlier system may have no password yet. */
export async function isSetUp(): Promise<boolean> {
  const administrators = { role: "admin", accounts: { some: { password: { not: null } } } };
  return (await db().user.count({ where: administrators })) > 0;
}

/**
 * The first administrator. Somebody with this address who was brought in without a password becomes it.
 * @throws when the address belongs to somebody who can sign in; AppError validation_failed when the password is too easy to guess
 */
export async function createAdministrator(person: NewPerson): Promise<void> {
  const email = person.email.toLowerCase();
  const waiting = await db().user.findFirst({ where: { email, accounts: { none: {} } } });
  if (waiting === null) return createPerson(person, "admin");
  const hashed = await hashNewPassword(person.password, person);
  await db().$transaction(async (tx) => {
    await writePassword(waiting.id, hashed, tx);
    await tx.user.update({ where: { id: waiting.id }, data: { name: person.name, role: "admin" } });
  });
}

const invalidLink = () =>
  new AppError(
    "permission_denied",
    "This set-up link is not valid any more. Start the server again for a new one.",
  );

/**
 * Spends the token and makes the first administrator.
 * @throws AppError permission_denied when the token is wrong, spent or old, or an administrator can sign in already;
 * validation_failed when the password is too easy to guess; email_taken when somebody else with this address can sign in
 */
export async function setUpFirstAdministrator(token: string, person: NewPerson): Promise<void> {
  const link = { identifier: IDENTIFIER, value: sha256(token), expiresAt: { gt: new Date() } };
  if ((await db().verification.count({ where: link })) === 0 || (await isSetUp())) throw invalidLink();
  // Both before the link is spent, which can be used again with another password or address.
  await refuseGuessable(person.password, person);
  const known = { email: person.email.toLowerCase(), accounts: { some: {} } };
  if ((await db().user.count({ where: known })) > 0) throw new AppError("email_taken");
  // Who spends it is one of two that come at once.
  const { count } = await db().verification.deleteMany({ where: link });
  if (count === 0) throw invalidLink();
  await createAdministrator(person);
  const details = { email: person.email };
  await recordAudit({ actor: "anonymous", action: "user.create_first", details }, db());
}
