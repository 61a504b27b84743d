/**
 * Finds out who sends a request: an API token, the lesson app's user JWT, or the browser's session cookie. A credential that
 * is there but wrong is refused; it never falls back to a weaker one.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/config";
import type { CurrentSession } from "@/lib/contract/auth";
import { userId as userIdSchema } from "@/lib/contract/jobs";
import { type Role, roles } from "@/lib/contract/permissions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { auth } from "./auth";
import type { Caller } from "./caller";
import { callerOfJwt } from "./jwt";
import { LAST_USE_MS, noteUse } from "./last-use";
import { callerOfApiToken } from "./token-caller";

const ONLY_TOKENS = "Only API tokens may act for somebody with X-User-Id";
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Null: no credential was sent.
 * @param isUse whether this keeps a session from ending unused; looking again at an open stream does not
 * @throws AppError unauthenticated, permission_denied, validation_failed
 */
export async function authenticate(request: Request, isUse = true): Promise<Caller | null> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header.trim())?.[1];
    if (token === undefined) throw new AppError("unauthenticated", "Authorization must be: Bearer <token>");
    return callerOfToken(token, request.headers.get("x-user-id"));
  }
  const caller = await callerOfSession(request.headers, isUse);
  if (caller !== null && request.headers.has("x-user-id"))
    throw new AppError("permission_denied", ONLY_TOKENS);
  if (caller !== null && !safeMethods.has(request.method) && !isSameOrigin(request.headers)) {
    throw new AppError(
      "permission_denied",
      "Changes with a session cookie are accepted from our own pages only",
    );
  }
  return caller;
}

/** The person behind a session cookie, or null. Pages use it too. @param isUse as authenticate's */
export async function callerOfSession(headers: Headers, isUse = true): Promise<Caller | null> {
  const found = await openSession(headers);
  if (found === null) return null;
  const { session, user } = found;
  if (isUse && Date.now() - session.updatedAt.getTime() > LAST_USE_MS) {
    const updatedAt = { lt: new Date(Date.now() - LAST_USE_MS) };
    noteUse(() =>
      db().session.updateMany({ where: { id: session.id, updatedAt }, data: { updatedAt: new Date() } }),
    );
  }
  return {
    kind: "person",
    userId: user.id,
    name: user.name,
    email: user.email,
    role: roleOf(user.role),
    credentialId: session.id,
  };
}

/** What a page may know of the session: not its token. */
export async function currentSessionOf(headers: Headers): Promise<CurrentSession> {
  const found = await openSession(headers);
  if (found === null) return null;
  const { session, user } = found;
  return {
    session: { id: session.id, expiresAt: session.expiresAt.toISOString() },
    user: { id: user.id, name: user.name, email: user.email, role: roleOf(user.role) },
  };
}

async function openSession(headers: Headers) {
  const found = await auth().api.getSession({ headers });
  return found && !found.user.disabledAt ? found : null;
}

const roleOf = (stored: string): Role => roles.find((known) => known === stored) ?? "viewer";

/** @param userId what X-User-Id says */
async function callerOfToken(token: string, userId: string | null): Promise<Caller> {
  const { apiToken } = config();
  if (apiToken !== null && sameText(token, apiToken)) {
    return actingFor(
      { kind: "service", userId: null, name: "API_TOKEN", email: null, role: "admin" },
      userId,
    );
  }
  const service = await callerOfApiToken(token);
  if (service !== null) {
    if (userId === null || service.mayActForOthers) return actingFor(service.caller, userId);
    throw new AppError("permission_denied", "This token may not act for somebody with X-User-Id");
  }
  const caller = token.split(".").length === 3 ? await callerOfJwt(token) : null;
  if (caller === null) throw new AppError("unauthenticated", "The token is not valid");
  if (userId === null) return caller;
  throw new AppError("permission_denied", ONLY_TOKENS);
}

/** Compares in constant time, whatever the lengths. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A service that names a teacher by X-User-Id sees and makes what that teacher would, within the scopes of its token. */
function actingFor(caller: Caller, userId: string | null): Caller {
  if (userId === null) return caller;
  const parsed = userIdSchema.safeParse(userId);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "is not an id";
    throw new AppError("validation_failed", `X-User-Id ${message}`, {
      fields: [{ field: "X-User-Id", message }],
    });
  }
  return { ...caller, userId: parsed.data, role: "teacher" };
}

/** Browsers set Sec-Fetch-Site themselves; older ones at least send Origin with every change. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return false;
  return [config().publicUrl, `http://${headers.get("host")}`, `https://${headers.get("host")}`].includes(
    origin,
  );
}
