/** Signing in with e-mail and password: our throttle, second factor and errors around better-auth, which makes the session. */
import { z } from "zod";
import { noteForAudit } from "@/lib/audit/context";
import { recordAudit } from "@/lib/audit/record";
import { role, type SignedIn, type SignInInput } from "@/lib/contract/auth";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { auth } from "./auth";
import { callerOfSession, isSameOrigin } from "./authenticate";
import { believableHeaders, trustedAddress } from "./client-address";
import { isKnownBrowser, knownBrowserCookie } from "./known-browser";
import { passwordLine } from "./password-line";
import { signInThrottle } from "./sign-in-throttle";
import { needsCode, spendCode } from "./totp";

const WRONG = "E-mail or password is wrong";
const ELSEWHERE = "Signing in and out is possible from our own pages only";

/** What better-auth answers to a right password. The token stays in the cookie, where no script reads it. */
const opened = z.object({
  token: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: role.catch("viewer") }),
});

/**
 * The answer with the session's cookie. A wrong password and an unknown account are the same answer in about the same time; the
 * second factor is asked for only after the right password.
 * @throws AppError unauthenticated, second_factor_required, permission_denied (a page of another site asks), rate_limited,
 * service_unavailable (too many at once)
 */
export async function signIn(request: Request, { email, password, code }: SignInInput): Promise<Response> {
  const account = email.toLowerCase();
  const origin = {
    address: trustedAddress(request.headers),
    isKnown: isKnownBrowser(request.headers, account),
  };
  noteForAudit({ email: account });
  passwordLine().requirePlace(origin.isKnown);
  const begun = signInThrottle().begin(account, origin, Date.now());
  const answer = await passwordLine().run(origin.isKnown, () =>
    askAuth(request, "/sign-in/email", { email, password }),
  );
  const { token, user } = opened.parse(await answer.json());
  const { internalAdapter } = await auth().$context;
  try {
    await requireRest(user.id, code);
  } catch (error) {
    // Nobody has seen its cookie yet.
    await internalAdapter.deleteSession(token);
    throw error;
  }
  begun.succeed(Date.now());
  const id = (await internalAdapter.findSession(token))?.session.id ?? "";
  await recordAudit(
    {
      actor: { kind: "person", userId: user.id, ...user, credentialId: id },
      action: "session.begin",
      target: { type: "session", id },
      details: { second_factor: code !== undefined },
    },
    db(),
  );
  const entered = withCookiesOf(answer, { user } satisfies SignedIn);
  entered.headers.append("Set-Cookie", knownBrowserCookie(account));
  return entered;
}

/** Signs in somebody who has just proved who they are by a link. */
export async function signInByLink(request: Request, email: string, password: string): Promise<Response> {
  const answer = await auth().api.signInEmail({
    body: { email, password },
    headers: believableHeaders(request.headers),
    asResponse: true,
  });
  const { user } = opened.parse(await answer.json());
  return withCookiesOf(answer, { user } satisfies SignedIn);
}

/** Ends the session of the cookie, if there is one. @throws AppError permission_denied */
export async function signOut(request: Request): Promise<Response> {
  const caller = await callerOfSession(request.headers);
  const answer = await askAuth(request, "/sign-out", {});
  if (caller?.credentialId) {
    const target = { type: "session", id: caller.credentialId };
    await recordAudit({ actor: caller, action: "session.end", target }, db());
  }
  return withCookiesOf(answer, { success: true });
}

/** What is left to check when the password was right. */
async function requireRest(userId: string, code: string | undefined): Promise<void> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
  if (!user || user.disabledAt) throw new AppError("unauthenticated", WRONG);
  if (!(await needsCode(userId))) return;
  if (code === undefined) throw new AppError("second_factor_required");
  if (!(await spendCode(userId, code))) {
    throw new AppError("unauthenticated", "The code is wrong, or was used already");
  }
}

/** Through better-auth's handler, not its functions: only the handler checks where the request comes from. */
async function askAuth(request: Request, path: string, body: Record<string, unknown>): Promise<Response> {
  // better-auth looks, too, and writes a line about each that anybody may send by the thousand.
  if (request.headers.has("cookie") && !isSameOrigin(request.headers)) {
    throw new AppError("permission_denied", ELSEWHERE);
  }
  const headers = believableHeaders(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  const url = new URL(`/api/auth${path}`, request.url);
  const response = await auth().handler(
    new Request(url, { method: "POST", headers, body: JSON.stringify(body) }),
  );
  if (response.ok) return response;
  if (response.status === 401) throw new AppError("unauthenticated", WRONG);
  if (response.status === 403) throw new AppError("permission_denied", ELSEWHERE);
  throw new AppError("internal_error", undefined, {
    cause: new Error(`better-auth answered ${path} with ${response.status}: ${await response.text()}`),
  });
}

function withCookiesOf(response: Response, body: object): Response {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return Response.json(body, { headers });
}
