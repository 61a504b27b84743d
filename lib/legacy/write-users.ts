import { randomUUID } from "node:crypto";
import type { Db } from "@/lib/db/client";
import type { UserIn } from "./map-user";

type Transaction = Parameters<Parameters<Db["$transaction"]>[0]>[0];

/**
 * Call it in a transaction. With `force`, people who are there take their old name, address and role back; a password that
 * they have here stays.
 */
export async function writeUsers(tx: Transaction, users: readonly UserIn[]): Promise<Set<string>> {
  for (const { id, name, email, role, passwordHash, createdMs, updatedMs } of users) {
    const person = { name, email, role, createdAt: new Date(createdMs), updatedAt: new Date(updatedMs) };
    await tx.user.upsert({
      where: { id },
      create: { id, emailVerified: true, ...person },
      update: person,
    });
    if (passwordHash === null || (await hasPassword(tx, id))) continue;
    await tx.account.create({
      data: { id: randomUUID(), accountId: id, providerId: "credential", userId: id, password: passwordHash },
    });
  }
  return new Set(users.map(({ id }) => id));
}

async function hasPassword(tx: Transaction, userId: string): Promise<boolean> {
  return (await tx.account.count({ where: { userId, providerId: "credential" } })) > 0;
}
