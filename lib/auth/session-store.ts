/**
 * better-auth writes the token of a session into the database as the cookie holds it. Between it and the database stands this:
 * what is stored is the token's hash, so whoever reads the database (a backup, a replica) cannot become anybody with it.
 */
import { createHash } from "node:crypto";
import type { prismaAdapter } from "better-auth/adapters/prisma";

type Adapter = ReturnType<ReturnType<typeof prismaAdapter>>;
type Where = { field: string; value: unknown; operator?: string | undefined };

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Only tokens are replaced: `where` keeps its other conditions and its shape. */
function hashWhere<W extends Where>(where: W[]): W[] {
  return where.map((condition) => {
    if (condition.field !== "token") return condition;
    const { value } = condition;
    return {
      ...condition,
      value: Array.isArray(value) ? value.map(String).map(hashOf) : hashOf(String(value)),
    };
  });
}

/** The row as better-auth expects it: with the token it has asked for. */
function withToken<R>(row: R, where: Where[]): R {
  const token = where.find(({ field }) => field === "token")?.value;
  return row && typeof token === "string" ? { ...row, token } : row;
}

/**
 * An adapter that stores sessions under their hash.
 * @param idleMs a session that was not used for so long is found no more
 */
export function hashedSessions(
  make: ReturnType<typeof prismaAdapter>,
  idleMs: number,
): ReturnType<typeof prismaAdapter> {
  return (options) => {
    const inner = make(options);
    const isSession = ({ model }: { model: string }) => model === "session";
    const hashed = <D extends { model: string; where?: Where[] | undefined }>(data: D): D =>
      isSession(data) && data.where ? { ...data, where: hashWhere(data.where) } : data;
    const store: Adapter = {
      ...inner,
      // The casts: what goes in and out keeps its shape, with another text for its token.
      async create(data) {
        const { token } = data.data as { token?: unknown };
        if (!isSession(data) || typeof token !== "string") return inner.create(data);
        const row = await inner.create({ ...data, data: { ...data.data, token: hashOf(token) } });
        return { ...(row as object), token } as never;
      },
      async findOne(data) {
        if (!isSession(data)) return inner.findOne(data);
        const lately = { field: "updatedAt", operator: "gt", value: new Date(Date.now() - idleMs) } as const;
        const row = await inner.findOne({ ...data, where: [...hashWhere(data.where), lately] });
        return withToken(row, data.where) as never;
      },
      async update(data) {
        return withToken(await inner.update(hashed(data)), isSession(data) ? data.where : []) as never;
      },
      findMany: (data) => inner.findMany(hashed(data)),
      count: (data) => inner.count(hashed(data)),
      updateMany: (data) => inner.updateMany(hashed(data)),
      delete: (data) => inner.delete(hashed(data)),
      deleteMany: (data) => inner.deleteMany(hashed(data)),
      consumeOne: (data) => inner.consumeOne(hashed(data)),
      incrementOne: (data) => inner.incrementOne(hashed(data)),
      // As the inner one does without transactions of its own, and no way past the hash.
      transaction: (callback) => callback(store),
    };
    return store;
  };
}
