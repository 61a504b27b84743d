/** How the database goes about the queries of a piece of the product. */
import { db } from "@/lib/db/client";
import { replaceMethods } from "@/lib/db/replace-methods";
import { Prisma } from "@/lib/generated/prisma/client";
import { databaseKind } from "./database";

/** Explains the queries that `work` sends through `db()` and that `wanted` picks by their text. @returns the steps of their plans, a line each */
export async function plansWhile(
  work: () => Promise<unknown>,
  wanted: (statement: string) => boolean = () => true,
): Promise<string[]> {
  const shared = globalThis as typeof globalThis & { __presentationJobsDb?: ReturnType<typeof db> };
  const real = db();
  const plans: string[] = [];
  const $queryRaw = async (strings: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const statement = strings instanceof Prisma.Sql ? strings : Prisma.sql(strings, ...values);
    if (wanted(statement.sql)) {
      const explain = databaseKind === "postgres" ? Prisma.sql`EXPLAIN` : Prisma.sql`EXPLAIN QUERY PLAN`;
      const steps = await real.$queryRaw<Record<string, string>[]>(Prisma.sql`${explain} ${statement}`);
      plans.push(...steps.map((step) => step.detail ?? step["QUERY PLAN"] ?? ""));
    }
    return real.$queryRaw(statement);
  };
  // Plain promises instead of Prisma's lazy ones.
  shared.__presentationJobsDb = replaceMethods(real, { $queryRaw } as unknown as Partial<typeof real>);
  try {
    await work();
  } finally {
    shared.__presentationJobsDb = real;
  }
  return plans;
}
