/** People who may sign in to the dashboard. */
import { randomUUID } from "node:crypto";
import type { NewPerson } from "@/lib/contract/auth";
import { db } from "@/lib/db/client";
import type { Role } from "./caller";
import { hashPassword } from "./password";

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

export async function countPeople(): Promise<number> {
  return db().user.count();
}
