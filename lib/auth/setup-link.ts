/**
 * Links with which somebody without a password gets one: the first administrator (without ADMIN_EMAIL), printed at start, and people
 * who were brought in from the earlier system. The token works once; it is stored as a hash, and a new link replaces it. It
 * travels in the link's fragment, which browsers send to no server, so it stands in no access log.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { hashPassword } from "./password";
import { canAdministratorSignIn, createAdministrator, type NewPerson } from "./people";

const FIRST_ADMINISTRATOR = "first-administrator";
const FIRST_ADMINISTRATOR_MS = 24 * 60 * 60 * 1000;
const PERSON = "set-password:";
/** It has to be passed on by hand. */
const PERSON_MS = 7 * 24 * 60 * 60 * 1000;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Makes a new token and makes older ones useless. */
async function createToken(identifier: string, validMs: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + validMs);
  await db().$transaction([
    db().verification.deleteMany({ where: { identifier } }),
    db().verification.create({ data: { id: randomUUID(), identifier, value: sha256(token), expiresAt } }),
  ]);
  return token;
}

/** The link for the first administrator; it works for a day, and only while no administrator can sign in. */
export async function createSetupLink(publicUrl: string): Promise<string> {
  return `${publicUrl}/setup#token=${await createToken(FIRST_ADMINISTRATOR, FIRST_ADMINISTRATOR_MS)}`;
}

/** The link with which this person sets their first password; it works for a week. */
export async function createPasswordLink(userId: string, publicUrl: string): Promise<string> {
  return `${publicUrl}/set-password#token=${await createToken(PERSON + userId, PERSON_MS)}`;
}

/** Whether a link of this person still works. */
export async function hasPasswordLink(userId: string): Promise<boolean> {
  const where = { identifier: PERSON + userId, expiresAt: { gt: new Date() } };
  return (await db().verification.count({ where })) > 0;
}

/**
 * Spends the token of a person's link and gives them the password.
 * @returns their e-mail address
 * @throws AppError permission_denied when the token is wrong, spent or old, or the person has a password already
 */
export async function setPasswordByLink(token: string, password: string): Promise<string> {
  const hashed = await hashPassword(password);
  const email = await db().$transaction(async (tx) => {
    const where = { value: sha256(token), identifier: { startsWith: PERSON }, expiresAt: { gt: new Date() } };
    const link = await tx.verification.findFirst({ where });
    // Who deletes it has spent it: two requests at once set one password.
    if (link === null || (await tx.verification.deleteMany({ where: { id: link.id } })).count === 0)
      return null;
    const userId = link.identifier.slice(PERSON.length);
    const person = await tx.user.findUnique({ where: { id: userId }, include: { accounts: true } });
    if (person === null || person.accounts.length > 0) return null;
    await tx.account.create({
      data: { id: randomUUID(), accountId: userId, providerId: "credential", userId, password: hashed },
    });
    return person.email;
  });
  if (email === null) {
    throw new AppError(
      "permission_denied",
      "This link is not valid any more. Ask the administrator for a new one.",
    );
  }
  return email;
}

/** Whether an administrator can sign in already; the set-up page says so instead of asking. */
export async function isSetUp(): Promise<boolean> {
  return canAdministratorSignIn();
}

/**
 * Spends the token and makes the first administrator.
 * @throws AppError permission_denied when the token is wrong, spent or old, or an administrator can sign in already
 */
export async function setUpFirstAdministrator(token: string, person: NewPerson): Promise<void> {
  const { count } = await db().verification.deleteMany({
    where: { identifier: FIRST_ADMINISTRATOR, value: sha256(token), expiresAt: { gt: new Date() } },
  });
  if (count === 0 || (await isSetUp())) {
    throw new AppError(
      "permission_denied",
      "This set-up link is not valid any more. Start the server again for a new one.",
    );
  }
  await createAdministrator(person);
}
