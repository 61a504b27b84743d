/** A person's own sessions: where they are signed in, and ending that. */
import { recordAudit } from "@/lib/audit/record";
import type { Session } from "@/lib/contract/people";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";

/** @throws AppError permission_denied for callers that have no sessions */
export function requirePerson(caller: Caller): { userId: string; sessionId: string } {
  if (caller.kind !== "person" || caller.userId === null) {
    throw new AppError("permission_denied", "This is for people who are signed in");
  }
  return { userId: caller.userId, sessionId: caller.credentialId ?? "" };
}

/** The last used first. */
export async function listSessions(caller: Caller): Promise<Session[]> {
  const { userId, sessionId } = requirePerson(caller);
  const rows = await db().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: "desc" },
  });
  return rows.map((row) => ({
    id: row.id,
    device: row.userAgent || null,
    address: row.ipAddress || null,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.updatedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    is_current: row.id === sessionId,
  }));
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
