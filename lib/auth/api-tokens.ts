/** Making, listing, rotating and revoking API tokens. The secret leaves once, in the answer that made it. */
import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import type { PageInput } from "@/lib/contract/query";
import type { ApiToken, NewToken, RotateInput, TokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { cutPage } from "@/lib/http/pages";
import { abortActionsOf } from "@/lib/jobs/actions/abort-actions-of";
import { type Caller, can } from "./caller";
import { scopesOf } from "./token-caller";
import { hashToken, makePrefix, makeToken } from "./token-format";

const DAY_MS = 24 * 60 * 60 * 1000;
const withOwner = { owner: { select: { name: true } } } as const;
type Row = Prisma.ApiTokenGetPayload<{ include: typeof withOwner }>;

/**
 * Makes a token of the caller's. What it may do is bounded by its scopes and, at each use, by the role its owner then has.
 * @throws AppError permission_denied when the caller lacks one of the scopes
 */
export async function createApiToken(input: TokenInput, caller: Caller): Promise<NewToken> {
  const missing = input.scopes.filter((scope) => !can(caller, scope));
  if (missing.length > 0) {
    throw new AppError("permission_denied", `A token may not do more than you: ${missing.join(", ")}`);
  }
  const prefix = makePrefix();
  const token = makeToken(prefix);
  const now = Date.now();
  const row = await db().$transaction(async (tx) => {
    const made = await tx.apiToken.create({
      data: {
        id: randomUUID(),
        name: input.name,
        prefix,
        hash: hashToken(token),
        scopes: JSON.stringify([...new Set(input.scopes)]),
        mayActForOthers: input.may_act_for_others,
        ownerId: caller.kind === "person" ? caller.userId : null,
        createdAt: new Date(now),
        expiresAt: new Date(now + input.expires_in_days * DAY_MS),
      },
      include: withOwner,
    });
    const details = { name: made.name, scopes: input.scopes, may_act_for_others: input.may_act_for_others };
    await recordAudit({ actor: caller, action: "token.create", target: targetOf(made.id), details }, tx);
    return made;
  });
  return { ...tokenOf(row), token };
}

export type TokenPage = { tokens: ApiToken[]; nextCursor: string | null; total: number };

/**
 * One page of all tokens, newest first, revoked ones too: they tell what was.
 * @throws AppError validation_failed when the cursor is not ours
 */
export async function listApiTokens({ limit, cursor }: PageInput): Promise<TokenPage> {
  const after = cursor === undefined ? null : decodeCursor(cursor);
  const at = after && new Date(after.time);
  const [rows, total] = await Promise.all([
    db().apiToken.findMany({
      ...(at && { where: { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: after.id } }] } }),
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
      include: withOwner,
    }),
    db().apiToken.count(),
  ]);
  const { page, last } = cutPage(rows, limit);
  const nextCursor = last && encodeCursor({ time: last.createdAt.getTime(), id: last.id });
  return { tokens: page.map(tokenOf), nextCursor, total };
}

/**
 * Gives the token a new secret. The old one ends at once, or after the grace in which its users are told the new one.
 * @throws AppError token_not_found, also for a revoked token
 */
export async function rotateApiToken(id: string, input: RotateInput, caller: Caller): Promise<NewToken> {
  return db().$transaction(async (tx) => {
    const old = await tx.apiToken.findFirst({ where: { id, revokedAt: null } });
    if (!old) throw new AppError("token_not_found");
    const token = makeToken(old.prefix);
    const now = Date.now();
    const { count } = await tx.apiToken.updateMany({
      // Of two who rotate at once only one knows the secret that stays; the other is told.
      where: { id, revokedAt: null, hash: old.hash },
      data: {
        hash: hashToken(token),
        previousHash: input.grace_seconds > 0 ? old.hash : null,
        previousExpiresAt: input.grace_seconds > 0 ? new Date(now + input.grace_seconds * 1000) : null,
        rotatedAt: new Date(now),
        ...(input.expires_in_days !== undefined && {
          expiresAt: new Date(now + input.expires_in_days * DAY_MS),
        }),
      },
    });
    if (count === 0) throw new AppError("token_not_found", "The token was just rotated or revoked");
    await recordAudit(
      { actor: caller, action: "token.rotate", target: targetOf(id), details: { ...input } },
      tx,
    );
    const row = await tx.apiToken.findUniqueOrThrow({ where: { id }, include: withOwner });
    return { ...tokenOf(row), token };
  });
}

/** Ends the token for the next request already. A token that is revoked stays so. @throws AppError token_not_found */
export async function revokeApiToken(id: string, caller: Caller): Promise<ApiToken> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date(), previousHash: null, previousExpiresAt: null },
    });
    const row = await tx.apiToken.findUnique({ where: { id }, include: withOwner });
    if (!row) throw new AppError("token_not_found");
    if (count > 0) {
      await abortActionsOf(({ credentialId }) => credentialId === id, caller, tx);
      await recordAudit({ actor: caller, action: "token.revoke", target: targetOf(id) }, tx);
    }
    return tokenOf(row);
  });
}

const targetOf = (id: string) => ({ type: "token", id });

function tokenOf(row: Row): ApiToken {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: scopesOf(row.scopes),
    may_act_for_others: row.mayActForOthers,
    owner_id: row.ownerId,
    owner_name: row.owner?.name ?? null,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    rotated_at: row.rotatedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
