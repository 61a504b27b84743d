/** Signing in with e-mail and password: our throttle and our errors around better-auth, which checks and makes the session. */
import type { SignInInput } from "@/lib/contract/auth";
import { AppError } from "@/lib/errors";
import { auth } from "./auth";
import { believableHeaders } from "./client-address";
import { SignInThrottle } from "./sign-in-throttle";

// Next.js bundles this module several times; the throttle's memory must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsThrottle?: SignInThrottle };

/**
 * The answer with the session's cookie. A wrong password and an unknown account are the same answer in about the same time.
 * @throws AppError unauthenticated, permission_denied (a page of another site asks), rate_limited
 */
export async function signIn(request: Request, input: SignInInput): Promise<Response> {
  shared.__presentationJobsThrottle ??= new SignInThrottle();
  const throttle = shared.__presentationJobsThrottle;
  const account = input.email.toLowerCase();
  throttle.begin(account, Date.now());
  const response = await askAuth(request, "/sign-in/email", input);
  throttle.succeed(account);
  return response;
}

/** Ends the session of the cookie, if there is one. @throws AppError permission_denied */
export function signOut(request: Request): Promise<Response> {
  return askAuth(request, "/sign-out", {});
}

/** Through better-auth's handler, not its functions: only the handler checks where the request comes from. */
async function askAuth(request: Request, path: string, body: Record<string, unknown>): Promise<Response> {
  const headers = believableHeaders(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  const url = new URL(`/api/auth${path}`, request.url);
  const response = await auth().handler(
    new Request(url, { method: "POST", headers, body: JSON.stringify(body) }),
  );
  if (response.ok) return response;
  if (response.status === 401) throw new AppError("unauthenticated", "E-mail or password is wrong");
  if (response.status === 403) {
    throw new AppError("permission_denied", "Signing in and out is possible from our own pages only");
  }
  throw new AppError("internal_error", undefined, {
    cause: new Error(`better-auth answered ${path} with ${response.status}: ${await response.text()}`),
  });
}
