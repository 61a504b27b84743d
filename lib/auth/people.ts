/** People who may sign in to the dashboard. */
import { randomUUID } from "node:crypto";
import type { NewPerson } from "@/lib/contract/auth";
import type { Role } from "@/lib/contract/permissions";
import { db } from "@/lib/db/client";
import { hashNewPassword } from "./new-password";

/** @throws when the address is taken; AppError validation_failed when the password is too easy to guess */
export async function createPerson(person: NewPerson, role: Role): Promise<void> {
  const id = randomUUID();
  const password = await hashNewPassword(person.password, person);
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
