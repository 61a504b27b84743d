/** Who an API token stands for. Asked of the database at each request, so that revoking works at once. */
import { timingSafeEqual } from "node:crypto";
import { type Permission, type Role, roles, scopes } from "@/lib/contract/permissions";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { AppError } from "@/lib/errors";
import { type Caller, isGranted } from "./caller";
import { LAST_USE_MS, noteUse } from "./last-use";
import { hashToken, prefixOf } from "./token-format";

type Row = {
  id: string;
  name: string;
  hash: string;
  previous_hash: string | null;
  scopes: string;
  owner_id: string | null;
  owner_role: string | null;
  acts: "yes" | "no";
  state: "good" | "revoked" | "expired" | "disabled";
  used: "lately" | "before";
};

/** Null: no token of ours has this form. @throws AppError unauthenticated */
export async function callerOfApiToken(
  token: string,
): Promise<{ caller: Caller; mayActForOthers: boolean } | null> {
  const prefix = prefixOf(token);
  if (prefix === null) return null;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT t.id, t.name, t.hash, t.scopes, t.owner_id, u.role AS owner_role,
      CASE WHEN t.previous_expires_at > ${sql.now} THEN t.previous_hash END AS previous_hash,
      CASE WHEN t.may_act_for_others THEN 'yes' ELSE 'no' END AS acts,
      CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.expires_at <= ${sql.now} THEN 'expired'
        WHEN u.disabled_at IS NOT NULL THEN 'disabled' ELSE 'good' END AS state,
      CASE WHEN t.last_used_at > ${sql.plus(sql.now, -LAST_USE_MS)} THEN 'lately' ELSE 'before' END AS used
    FROM api_tokens t LEFT JOIN users u ON u.id = t.owner_id
    WHERE t.prefix = ${prefix}`;
  const hash = hashToken(token);
  if (!row || !(isSame(hash, row.hash) || isSame(hash, row.previous_hash))) {
    throw new AppError("unauthenticated", "The token is not valid");
  }
  if (row.state !== "good") throw new AppError("unauthenticated", refusals[row.state]);
  if (row.used === "before") noteUse(() => writeLastUse(row.id));
  // Made with API_TOKEN: as the deployment itself.
  const role: Role =
    row.owner_id === null ? "admin" : (roles.find((known) => known === row.owner_role) ?? "viewer");
  const caller: Caller = {
    kind: "service",
    // A teacher's rows are theirs alone, and so are those that their token sees and makes.
    userId: role === "teacher" ? row.owner_id : null,
    name: row.name,
    email: null,
    role,
    scopes: scopesOf(row.scopes).filter((scope) => isGranted(role, scope)),
    credentialId: row.id,
  };
  // Whoever sees only their own rows may not look into others' by a token.
  return { caller, mayActForOthers: row.acts === "yes" && role !== "teacher" };
}

const refusals = {
  revoked: "The token was revoked",
  expired: "The token has expired",
  disabled: "The token's owner may not sign in any more",
} as const;

/** Scopes that a later version does not know any more are dropped. */
export function scopesOf(json: string): Permission[] {
  const stored: unknown = JSON.parse(json);
  return Array.isArray(stored) ? scopes.filter((scope) => stored.includes(scope)) : [];
}

function isSame(hash: string, stored: string | null): boolean {
  return stored !== null && timingSafeEqual(Buffer.from(hash, "hex"), Buffer.from(stored, "hex"));
}

/** At most one write a minute: whoever comes second in the minute changes nothing. */
async function writeLastUse(id: string): Promise<void> {
  await db().$executeRaw`
    UPDATE api_tokens SET last_used_at = ${sql.now}
    WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at <= ${sql.plus(sql.now, -LAST_USE_MS)})`;
}
