/** Values that only one row may have. */
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";

/** https://www.prisma.io/docs/orm/reference/error-reference#p2002 */
const isTaken = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

/**
 * For `catch` of a transaction that looks whether a value is free before it writes it. Where transactions run side by side
 * (PostgreSQL) another one may be faster in between, and that is the same answer.
 */
export function takenAs(code: ConstructorParameters<typeof AppError>[0]): (error: unknown) => never {
  return (error) => {
    throw isTaken(error) ? new AppError(code) : error;
  };
}
