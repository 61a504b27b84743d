/** The lesson app's own user tokens: `sub` is the user's id, `role` is teacher or admin. */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { config } from "@/lib/config";
import { AppError } from "@/lib/errors";
import type { Caller } from "./caller";

let remoteKeys: ReturnType<typeof createRemoteJWKSet> | undefined;

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
    remoteKeys ??= createRemoteJWKSet(new URL(jwt.jwksUrl));
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
    if (error instanceof errors.JWKSTimeout)
      throw new AppError("service_unavailable", undefined, { cause: error });
    if (error instanceof errors.JWTExpired) throw new AppError("unauthenticated", "The token has expired");
    throw new AppError("unauthenticated", "The token is not valid", { cause: error });
  }
  if (payload === null || typeof payload.sub !== "string" || payload.sub === "") return null;
  const role = payload.role === "admin" ? "admin" : "teacher";
  const name = typeof payload.name === "string" ? payload.name : payload.sub;
  return { kind: "app-user", userId: payload.sub, name, email: null, role };
}
