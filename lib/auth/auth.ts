/** Sign-in of people, by better-auth: e-mail and password, sessions in the database. Nobody signs up by themselves. */
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { config } from "@/lib/config";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/contract/lists";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/log";
import { hashPassword, isForeignHash, verifyPassword } from "./password";
import { serverSecret } from "./secret";
import { hashedSessions } from "./session-store";

const DAY_SECONDS = 24 * 60 * 60;
/**
 * Signed in for a working week at most, and not after a day without use: people keep the dashboard open while they teach. The
 * two limits that OWASP ASVS 5 wants (7.3.1, 7.3.2); docs/operations/who-may-call.md tells administrators.
 */
const SESSION_SECONDS = 7 * DAY_SECONDS;
const IDLE_MS = DAY_SECONDS * 1000;

/** The page may be reached by several names (localhost, 127.0.0.1, a proxy's); its own origin is always one of them. */
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

function makeAuth() {
  const { publicUrl, dataDir, trustProxy, database } = config();
  return betterAuth({
    appName: "Presentation Jobs",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret: serverSecret(dataDir),
    database: hashedSessions(
      prismaAdapter(db(), { provider: database.kind === "postgres" ? "postgresql" : "sqlite" }),
      IDLE_MS,
    ),
    telemetry: { enabled: false },
    trustedOrigins: (request) => [publicUrl, ...ownOrigins(request)],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: verifyAndRenew },
    },
    user: {
      additionalFields: {
        role: { type: "string", input: false, defaultValue: "viewer" },
        disabledAt: { type: "date", input: false, required: false },
      },
    },
    // No use moves the end; `updatedAt`, which authenticate.ts writes, says how long ago the last one was.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    // Its own limit counts by an address that anybody can write; ours is in sign-in-throttle.ts.
    rateLimit: { enabled: false },
    logger: { log: (level, message, ...details) => log(level, message, details) },
    // What is not an answer for the caller comes to us as an exception, and `handle` logs it.
    onAPIError: { throw: true },
    advanced: {
      // Said aloud because better-auth leaves the check out by itself when NODE_ENV is "test".
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: !trustProxy },
      cookiePrefix: "presentation-jobs",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
    },
  });
}

/** A hash of the earlier system is replaced by ours while its password is at hand. */
async function verifyAndRenew({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  if (!(await verifyPassword(hash, password))) return false;
  if (isForeignHash(hash)) {
    // Salted, so the hash names one account; the condition keeps a password that was changed meanwhile.
    await db().account.updateMany({
      where: { password: hash },
      data: { password: await hashPassword(password) },
    });
  }
  return true;
}

/** Some lines repeat a header of the caller, who must not fill the disk by it. */
const MAX_LINE = 200;

/** better-auth's own lines. Of what it adds only errors are kept: the rest may hold a secret. */
function log(level: "debug" | "info" | "warn" | "error", message: string, details: readonly unknown[]): void {
  const err = details.find((detail) => detail instanceof Error);
  logger("auth")[level](err ? { err } : {}, message.slice(0, MAX_LINE));
}

type Auth = ReturnType<typeof makeAuth>;
// Next.js bundles this module several times; one instance is enough.
const shared = globalThis as typeof globalThis & { __presentationJobsAuth?: Auth };

export function auth(): Auth {
  shared.__presentationJobsAuth ??= makeAuth();
  return shared.__presentationJobsAuth;
}
