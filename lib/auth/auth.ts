/** Sign-in of people, by better-auth: e-mail and password, sessions in the database. Nobody signs up by themselves. */
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, verifyPassword } from "./password";
import { serverSecret } from "./secret";

const DAY_SECONDS = 24 * 60 * 60;

/** The page may be reached by several names (localhost, 127.0.0.1, a proxy's); its own origin is always one of them. */
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

function makeAuth() {
  const { publicUrl, dataDir } = config();
  return betterAuth({
    appName: "Presentation Jobs",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret: serverSecret(dataDir),
    database: prismaAdapter(db(), { provider: "sqlite" }),
    telemetry: { enabled: false },
    trustedOrigins: (request) => [publicUrl, ...ownOrigins(request)],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: { additionalFields: { role: { type: "string", input: false, defaultValue: "viewer" } } },
    session: { expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: "presentation-jobs",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
    },
  });
}

type Auth = ReturnType<typeof makeAuth>;
// Next.js bundles this module several times; the rate limiter's memory must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsAuth?: Auth };

export function auth(): Auth {
  shared.__presentationJobsAuth ??= makeAuth();
  return shared.__presentationJobsAuth;
}
