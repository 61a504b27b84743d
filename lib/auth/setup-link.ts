/**
 * The first administrator without ADMIN_EMAIL: a link with a one-time token, printed at start. The token is stored as a
 * hash, a new start replaces it, and it works only while nobody can sign in. It travels in the link's fragment, which
 * browsers send to no server, so it stands in no access log.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { NewPerson } from "@/lib/contract/auth";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { countPeople, createPerson } from "./people";

const IDENTIFIER = "first-administrator";
const VALID_MS = 24 * 60 * 60 * 1000;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Makes a new link and makes older ones useless. */
export async function createSetupLink(publicUrl: string): Promise<string> {
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

/** Whether somebody can sign in already; the set-up page says so instead of asking. */
export async function isSetUp(): Promise<boolean> {
  return (await countPeople()) > 0;
}

/**
 * Spends the token and makes the first administrator.
 * @throws AppError permission_denied when the token is wrong, spent or old, or somebody can sign in already
 */
export async function setUpFirstAdministrator(token: string, person: NewPerson): Promise<void> {
  const { count } = await db().verification.deleteMany({
    where: { identifier: IDENTIFIER, value: sha256(token), expiresAt: { gt: new Date() } },
  });
  if (count === 0 || (await isSetUp())) {
    throw new AppError(
      "permission_denied",
      "This set-up link is not valid any more. Start the server again for a new one.",
    );
  }
  await createPerson(person, "admin");
}
