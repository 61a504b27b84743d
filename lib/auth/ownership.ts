import { Prisma } from "@/lib/generated/prisma/client";
import { type Caller, ownerOf } from "./caller";

/** The condition that keeps a query within what `caller` may see; for statements on a table with a `user_id`. */
export function within(
  caller: Caller,
  column: "user_id" | "j.user_id" | "l.user_id" | "lessons.user_id" = "user_id",
): Prisma.Sql {
  const owner = ownerOf(caller);
  return owner === null ? Prisma.sql`1 = 1` : Prisma.sql`${Prisma.raw(column)} = ${owner}`;
}
