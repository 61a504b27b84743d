import { Prisma } from "@/lib/generated/prisma/client";
import { type Finding, ok, plural, warn } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

/** Whether an administrator can sign in (lib/auth/first-administrator.ts). */
export async function checkSignIn(database: ReadOnlyDatabase): Promise<Finding[]> {
  const [row] = await database.ask<{ n: number | string }>(Prisma.sql`
    SELECT COUNT(*) AS n FROM users u WHERE u.role = 'admin'
      AND EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id AND a.password IS NOT NULL)`);
  const administrators = Number(row?.n ?? 0);
  if (administrators > 0) return [ok("sign-in", `${plural(administrators, "administrator")} can sign in`)];
  const remedy =
    "Open the link that npm start prints, or set ADMIN_EMAIL and ADMIN_PASSWORD and start again.";
  return [warn("sign-in", "No administrator can sign in yet; the set-up link was not used", remedy)];
}
