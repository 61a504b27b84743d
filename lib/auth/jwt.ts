/** The lesson app's own user tokens: `sub` is the user's id, `role` is teacher or admin. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { config } from "@/lib/config";
import { id } from "@/lib/contract/jobs";
import { scopes } from "@/lib/contract/permissions";
import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";

let remoteKeys: JWTVerifyGetKey | undefined;

/** The published keys. That they cannot be had says nothing about the token: service_unavailable, not unauthenticated. */
function keysAt(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url));
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
    ...(jwt.issuer !== null && { issuer: jwt.issuer }),
    ...(jwt.audience !== null && { audience: jwt.audience }),
  };
  // Algorithms are pinned per kind of key, so that a public key is never taken for a shared secret.
  if (jwt.secret !== null) {
    const key = new TextEncoder().encode(jwt.secret);
    return (await jwtVerify(token, key, { ...claims, algorithms: ["HS256", "HS384", "HS512"] })).payload;
  }
  if (jwt.jwksUrl !== null) {
    remoteKeys ??= keysAt(jwt.jwksUrl);
    return (
      await jwtVerify(token, remoteKeys, { ...claims, algorithms: ["RS256", "PS256", "ES256", "EdDSA"] })
    ).payload;
  }
  return null;
}

/** Null when user tokens are not configured. @throws AppError unauthenticated, service_unavailable */
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
  const subject = id.safeParse(payload.sub);
  if (!subject.success) {
    const reason = subject.error.issues[0]?.message ?? "is not an id";
    throw new AppError("unauthenticated", `The token's sub ${reason}`);
  }
  const role = payload.role === "admin" ? "admin" : "teacher";
  const name = typeof payload.name === "string" ? payload.name : subject.data;
  return { kind: "app-user", userId: subject.data, name, email: null, role, scopes };
}
