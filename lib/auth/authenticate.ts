/**
 * Finds out who sends a request: an API token, the lesson app's user JWT, or the browser's session cookie. A credential that
 * is there but wrong is refused; it never falls back to a weaker one.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/config";
import { id as idSchema } from "@/lib/contract/jobs";
import { AppError } from "@/lib/errors";
import { auth } from "./auth";
import type { Caller } from "./caller";
import { roles } from "./caller";
import { callerOfJwt } from "./jwt";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Null: no credential was sent. @throws AppError unauthenticated, permission_denied, validation_failed */
export async function authenticate(request: Request): Promise<Caller | null> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const token = /^Bearer ([\x21-\x7e]+)$/i.exec(header.trim())?.[1];
    if (token === undefined) throw new AppError("unauthenticated", "Authorization must be: Bearer <token>");
    return actingFor(await callerOfToken(token), request.headers.get("x-user-id"));
  }
  const caller = await callerOfSession(request.headers);
  if (caller !== null && !safeMethods.has(request.method) && !isSameOrigin(request.headers)) {
    throw new AppError(
      "permission_denied",
      "Changes with a session cookie are accepted from our own pages only",
    );
  }
  return caller;
}

/** The person behind a session cookie, or null. Pages use it too. */
export async function callerOfSession(headers: Headers): Promise<Caller | null> {
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const role = roles.find((known) => known === session.user.role) ?? "viewer";
  return {
    kind: "person",
    userId: session.user.id,
    name: session.user.name,
    email: session.user.email,
    role,
  };
}

async function callerOfToken(token: string): Promise<Caller> {
  const { apiToken } = config();
  if (apiToken !== null && sameText(token, apiToken)) {
    return { kind: "service", userId: null, name: "API_TOKEN", email: null, role: "admin" };
  }
  const caller = token.split(".").length === 3 ? await callerOfJwt(token) : null;
  if (caller === null) throw new AppError("unauthenticated", "The token is not valid");
  return caller;
}

/** Compares in constant time, whatever the lengths. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A service that names a teacher by X-User-Id sees and makes what that teacher would. */
function actingFor(caller: Caller, userId: string | null): Caller {
  if (userId === null) return caller;
  if (caller.kind !== "service") {
    throw new AppError("permission_denied", "Only API tokens may act for somebody with X-User-Id");
  }
  const parsed = idSchema.safeParse(userId);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "is not an id";
    throw new AppError("validation_failed", `X-User-Id ${message}`, {
      fields: [{ field: "X-User-Id", message }],
    });
  }
  return { ...caller, userId: parsed.data, role: "teacher" };
}

/** Browsers set Sec-Fetch-Site themselves; older ones at least send Origin with every change. */
function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return false;
  return [config().publicUrl, `http://${headers.get("host")}`, `https://${headers.get("host")}`].includes(
    origin,
  );
}
