/** A person's own sessions: where they are signed in, and ending that. */
import { recordAudit } from "@/lib/audit/record";
import type { Session } from "@/lib/contract/people";
import type { PageInput } from "@/lib/contract/query";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { cutPage } from "@/lib/http/pages";
import type { Caller } from "./caller";

/** @throws AppError permission_denied for callers that have no sessions */
export function requirePerson(caller: Caller): { userId: string; sessionId: string } {
  if (caller.kind !== "person" || caller.userId === null) {
    throw new AppError("permission_denied", "This is for people who are signed in");
  }
  return { userId: caller.userId, sessionId: caller.credentialId ?? "" };
}

export type SessionPage = { sessions: Session[]; nextCursor: string | null; total: number };

/**
 * One page of the caller's sessions, the last used first.
 * @throws AppError permission_denied, validation_failed when the cursor is not ours
 */
export async function listSessions({ limit, cursor }: PageInput, caller: Caller): Promise<SessionPage> {
  const { userId, sessionId } = requirePerson(caller);
  const after = cursor === undefined ? null : decodeCursor(cursor);
  const at = after && new Date(after.time);
  const own = { userId, expiresAt: { gt: new Date() } };
  const [rows, total] = await Promise.all([
    db().session.findMany({
      where: {
        ...own,
        ...(at && { OR: [{ updatedAt: { lt: at } }, { updatedAt: at, id: { lt: after.id } }] }),
      },
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
    db().session.count({ where: own }),
  ]);
  const { page, last } = cutPage(rows, limit);
  const sessions = page.map((row) => ({
    id: row.id,
    device: row.userAgent || null,
    address: row.ipAddress || null,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.updatedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    is_current: row.id === sessionId,
  }));
  return {
    sessions,
    nextCursor: last && encodeCursor({ time: last.updatedAt.getTime(), id: last.id }),
    total,
  };
}

/** Ends one of the caller's sessions; the next request with its cookie is refused. @throws AppError session_not_found */
export async function endSession(id: string, caller: Caller): Promise<void> {
  const { userId } = requirePerson(caller);
  await db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError("session_not_found");
    await recordAudit({ actor: caller, action: "session.end", target: { type: "session", id } }, tx);
  });
}

/** Ends all sessions of the caller but the one that asks. @returns how many */
export async function endOtherSessions(caller: Caller): Promise<number> {
  const { userId, sessionId } = requirePerson(caller);
  return db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    const target = { type: "user", id: userId };
    await recordAudit({ actor: caller, action: "session.end_others", target, details: { count } }, tx);
    return count;
  });
}
