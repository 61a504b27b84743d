/** People who may sign in to the dashboard. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { db } from "@/lib/db/client";
import type { Role } from "./caller";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "./password";

export const newPerson = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
    .max(MAX_PASSWORD_LENGTH, `must have at most ${MAX_PASSWORD_LENGTH} characters`),
});
export type NewPerson = z.infer<typeof newPerson>;

/** @throws when the address is taken */
export async function createPerson(person: NewPerson, role: Role): Promise<void> {
  const id = randomUUID();
  const password = await hashPassword(person.password);
  await db().user.create({
    data: {
      id,
      name: person.name,
      // better-auth looks addresses up in lower case.
      email: person.email.toLowerCase(),
      emailVerified: true,
      role,
      accounts: { create: { id: randomUUID(), accountId: id, providerId: "credential", password } },
    },
  });
}

/**
 * The first administrator. Somebody with this address who came from the earlier system and has no password becomes it.
 * @throws when the address belongs to somebody who can sign in
 */
export async function createAdministrator(person: NewPerson): Promise<void> {
  const email = person.email.toLowerCase();
  const waiting = await db().user.findFirst({ where: { email, accounts: { none: {} } } });
  if (waiting === null) return createPerson(person, "admin");
  const { id } = waiting;
  const credential = { id: randomUUID(), accountId: id, providerId: "credential" };
  await db().user.update({
    where: { id },
    data: {
      name: person.name,
      role: "admin",
      accounts: { create: { ...credential, password: await hashPassword(person.password) } },
    },
  });
}

/** People who came from the earlier system may have no password yet; one administrator with a password must be there. */
export async function canAdministratorSignIn(): Promise<boolean> {
  const administrators = { role: "admin", accounts: { some: { password: { not: null } } } };
  return (await db().user.count({ where: administrators })) > 0;
}
