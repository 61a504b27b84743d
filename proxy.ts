/**
 * What every page needs before it renders: a content security policy with a nonce of its own, and its address for the way back
 * from signing in. No authorisation happens here: pages and routes each ask for themselves.
 */
import { type NextRequest, NextResponse } from "next/server";
import { config as settings } from "@/lib/config";

export const config = {
  // Not the API (a proxy cuts bodies over 10 MB silently) and not files, which carry their own headers.
  matcher: ["/((?!api/|_next/|livez|readyz|metrics|icon.svg|favicon.ico).*)"],
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

export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-page-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next.js finds the nonce for its own scripts in here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
