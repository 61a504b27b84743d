/**
 * How a person gets a password that nobody else knows: a link with a one-time token, handed to them by an administrator. It
 * invites somebody new, lets in somebody brought over from another system, and replaces a forgotten password. The token is
 * stored as a hash, a new link ends older ones, and it travels in the link's fragment, which browsers send to no server.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { hashNewPassword } from "./new-password";
import { passwordLine } from "./password-line";

/** Long enough for a weekend in between, short for something that opens an account. */
const VALID_MS = 3 * 24 * 60 * 60 * 1000;
const PREFIX = "set-up:";

export type SetupLink = { url: string; expiresAt: Date };

/** Found by its hash, so that looking for one takes an index and tells nothing by its time. */
const identifierOf = (token: string) => PREFIX + createHash("sha256").update(token).digest("hex");

/**
 * Makes a link with which the person sets their password, and makes their older links useless.
 * @param userId of an existing person
 * @param database a transaction, when the link must come and go with other changes
 */
export async function createSetupLink(
  userId: string,
  database: Prisma.TransactionClient = db(),
): Promise<SetupLink> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + VALID_MS);
  await endSetupLinks(userId, database);
  await database.verification.create({
    data: { id: randomUUID(), identifier: identifierOf(token), value: userId, expiresAt },
  });
  return { url: `${config().publicUrl}/set-password#token=${token}`, expiresAt };
}

/** Whether a link of this person still works. */
export async function hasSetupLink(userId: string): Promise<boolean> {
  const where = { value: userId, identifier: { startsWith: PREFIX }, expiresAt: { gt: new Date() } };
  return (await db().verification.count({ where })) > 0;
}

/** Makes all links of a person useless. */
export async function endSetupLinks(userId: string, database: Prisma.TransactionClient): Promise<void> {
  await database.verification.deleteMany({ where: { value: userId, identifier: { startsWith: PREFIX } } });
}

/**
 * Spends the link: the person has this password from now on, and sessions opened with another one end.
 * @returns whose link it was
 * @throws AppError permission_denied when the link is wrong, spent or old; validation_failed when the password is too easy to guess
 */
export async function setPasswordByLink(
  token: string,
  password: string,
): Promise<{ userId: string; email: string }> {
  const where = { identifier: identifierOf(token), expiresAt: { gt: new Date() } };
  // Before the hash: nobody makes us hash passwords with a made-up link.
  const asked = await db().verification.findFirst({ where });
  const person = asked && (await db().user.findUnique({ where: { id: asked.value } }));
  if (!person) throw linkEnded();
  const hashed = await passwordLine().run(true, () => hashNewPassword(password, person));
  return db().$transaction(async (tx) => {
    const link = await tx.verification.findFirst({ where });
    // Two who spend it at once: one of them deletes the row.
    const { count } = await tx.verification.deleteMany({ where });
    const user = link && (await tx.user.findUnique({ where: { id: link.value } }));
    if (!user || user.disabledAt || count === 0) throw linkEnded();
    await writePassword(user.id, hashed, tx);
    await tx.session.deleteMany({ where: { userId: user.id } });
    await tx.user.update({ where: { id: user.id }, data: { emailVerified: true } });
    const target = { type: "user", id: user.id };
    await recordAudit({ actor: "anonymous", action: "password.set_by_link", target }, tx);
    return { userId: user.id, email: user.email };
  });
}

/** Replaces the person's password, or gives them their first. @param hashed by hashPassword */
export async function writePassword(
  userId: string,
  hashed: string,
  tx: Prisma.TransactionClient,
): Promise<void> {
  const credential = { userId, providerId: "credential" };
  const { count } = await tx.account.updateMany({ where: credential, data: { password: hashed } });
  if (count === 0) {
    await tx.account.create({
      data: { ...credential, id: randomUUID(), accountId: userId, password: hashed },
    });
  }
}

function linkEnded(): AppError {
  return new AppError(
    "permission_denied",
    "This link is not valid any more. Ask an administrator for a new one.",
  );
}
