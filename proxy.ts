/**
 * What every page needs before it renders: a content security policy with a nonce of its own, and its address for the way back
 * from signing in. And an answer to an address that cannot be decoded, where Next.js would have only a bare 500.
 * No authorisation happens here: pages and routes each ask for themselves.
 */
import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { config as settings } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/problem";
import { setTransportSecurity } from "@/lib/http/transport-security";

export const config = {
  matcher: [
    // Not the API (a proxy cuts bodies over 10 MB silently) and not files, which carry their own headers.
    "/((?!api$|api/|_next/|livez$|readyz$|metrics$|icon\\.svg$|favicon\\.ico$).*)",
    // Of the API only what may be badly encoded; a cut body is still too large there, so it gets its 413.
    "/api/(.*%.*)",
  ],
};

function contentSecurityPolicy(nonce: string): string {
  // The development server injects styles by script, and React evaluates code to show where errors came from.
  const { development } = settings();
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refuseAddress(): Response {
  const requestId = randomUUID();
  const message = "holds a % that begins no character of UTF-8";
  const fields = [{ field: "path", message }];
  const error = new AppError("validation_failed", `The address ${message}`, { status: 400, fields });
  const response = problemResponse(error, requestId);
  response.headers.set("X-Request-Id", requestId);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  if (pathname.startsWith("/api/")) return isDecodable(pathname) ? NextResponse.next() : refuseAddress();
  // As text: a rewrite to the page for this would let the Host header choose where Next.js fetches it.
  if (!isDecodable(pathname)) return new Response("There is nothing at this address.\n", { status: 404 });
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-page-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next.js finds the nonce for its own scripts in here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  setTransportSecurity(response.headers);
  return response;
}
