/**
 * How an API token looks: `pj_<prefix>_<secret><checksum>`. Leak scanners know it by its beginning and its checksum, people by its
 * prefix, and a mistyped token is refused without asking the database.
 */
import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const SHAPE = /^pj_([0-9a-f]{12})_([\w-]{43})([0-9a-f]{8})$/;
const SECRET_BYTES = 32;

/** Names a token for people; no secret. */
export function makePrefix(): string {
  return randomBytes(6).toString("hex");
}

/** A new secret token with this prefix. */
export function makeToken(prefix: string): string {
  const body = `pj_${prefix}_${randomBytes(SECRET_BYTES).toString("base64url")}`;
  return body + checksum(body);
}

/** The prefix of a token that may be one of ours; null when it cannot be. */
export function prefixOf(token: string): string | null {
  const [, prefix, , sum] = SHAPE.exec(token) ?? [];
  return prefix !== undefined && sum === checksum(token.slice(0, -8)) ? prefix : null;
}

/** What is stored. The secret has 256 random bits, so a fast hash is as good as a slow one. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function checksum(body: string): string {
  return crc32(body).toString(16).padStart(8, "0");
}
