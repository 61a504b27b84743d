/** The lesson app's own user tokens: `sub` is the user's id, `role` is teacher or admin. */
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from "jose";
import { config } from "@/lib/config";
import { personName } from "@/lib/contract/auth";
import { userId } from "@/lib/contract/jobs";
import { scopes } from "@/lib/contract/permissions";
import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";

/** Two machines' clocks, kept by NTP, differ by less. */
const CLOCK_TOLERANCE_SECONDS = 5;
/**
 * Keys are fetched again after ten minutes, and before that for a token that names an unknown one, yet at most every half
 * minute: made-up tokens must not make us a flood for the lesson app. A server that does not answer in time counts as away.
 */
const KEYS = { cacheMaxAge: 600_000, cooldownDuration: 30_000, timeoutDuration: 3_000 };

const shared = globalThis as typeof globalThis & { __presentationJobsKeys?: JWTVerifyGetKey };

const appRoles = ["teacher", "admin"] as const;

/** The published keys. That they cannot be had says nothing about the token: service_unavailable, not unauthenticated. */
function keysAt(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), KEYS);
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      if (isAboutToken(cause)) throw cause;
      throw new AppError("service_unavailable", "The keys that check user tokens cannot be fetched", {
        cause,
      });
    }
  };
}

/** The keys are there, and none of them, or none for sure, is the token's. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

async function verified(token: string): Promise<JWTPayload | null> {
  const { jwt } = config();
  const claims = {
    requiredClaims: ["sub", "exp"],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    ...(jwt.issuer !== null && { issuer: jwt.issuer }),
    ...(jwt.audience !== null && { audience: jwt.audience }),
  };
  // Each kind of key has its algorithms, so that a public key is never taken for a shared secret.
  if (jwt.secret !== null && (jwt.jwksUrl === null || decodeProtectedHeader(token).alg === "HS256")) {
    const key = new TextEncoder().encode(jwt.secret);
    return (await jwtVerify(token, key, { ...claims, algorithms: ["HS256"] })).payload;
  }
  if (jwt.jwksUrl !== null) {
    shared.__presentationJobsKeys ??= keysAt(jwt.jwksUrl);
    const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
    return (await jwtVerify(token, shared.__presentationJobsKeys, { ...claims, algorithms })).payload;
  }
  return null;
}

/** Null when user tokens are not configured. @throws AppError unauthenticated, permission_denied, service_unavailable */
export async function callerOfJwt(token: string): Promise<Caller | null> {
  let payload: JWTPayload | null;
  try {
    payload = await verified(token);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof errors.JWTExpired) throw new AppError("unauthenticated", "The token has expired");
    throw new AppError("unauthenticated", "The token is not valid", { cause: error });
  }
  if (payload === null) return null;
  const subject = userId.safeParse(payload.sub);
  if (!subject.success) {
    const reason = subject.error.issues[0]?.message ?? "is not an id";
    throw new AppError("unauthenticated", `The token's sub ${reason}`);
  }
  // Whom the lesson app calls a student is no teacher here, and neither is whom it calls nothing: a token that was made for
  // something else.
  const role = appRoles.find((known) => known === payload.role);
  if (role === undefined)
    throw new AppError("permission_denied", "The token's role must be teacher or admin");
  // It goes into the audit log, as people's names do, and no database takes a NUL.
  const named = personName.safeParse(payload.name);
  const name = named.success && !named.data.includes("\0") ? named.data : subject.data;
  return { kind: "app-user", userId: subject.data, name, email: null, role, scopes };
}
