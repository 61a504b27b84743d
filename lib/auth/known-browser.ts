/**
 * A browser in which somebody has signed in keeps a cookie that says so (OWASP's "device cookie"): the account's name, signed. It
 * lets nobody in. Tries from such a browser are counted and served apart from those that anybody can send.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/config";
import { serverSecret } from "./secret";

const NAME = "presentation-jobs.known-browser";
/** A school year: longer than any holiday. */
const MAX_AGE_SECONDS = 366 * 24 * 60 * 60;

/** Whether `account` (its e-mail address in lower case) has signed in with the browser that sends these headers. */
export function isKnownBrowser(headers: Headers, account: string): boolean {
  const shown = new RegExp(`(?:^|;\\s*)${NAME.replace(".", "\\.")}=([\\w-]{43})(?:;|$)`).exec(
    headers.get("cookie") ?? "",
  )?.[1];
  return shown !== undefined && timingSafeEqual(Buffer.from(shown), Buffer.from(markOf(account)));
}

/** The Set-Cookie header for a browser in which `account` has just signed in. */
export function knownBrowserCookie(account: string): string {
  const secure = config().publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${markOf(account)}; Max-Age=${MAX_AGE_SECONDS}; Path=/api/auth; HttpOnly; SameSite=Lax${secure}`;
}

/** Its own use of the server's secret, so that it is no other's signature. */
function markOf(account: string): string {
  const key = `known-browser:${serverSecret(config().dataDir)}`;
  return createHmac("sha256", key).update(account).digest("base64url");
}
