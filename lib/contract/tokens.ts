/** API tokens as they cross HTTP. Browser-safe. */
import { z } from "zod";
import { existingId } from "./path-ids";
import { type Permission, scopes } from "./permissions";
import { oneOf } from "./query";

const [firstScope, ...otherScopes] = scopes;
export const scope = oneOf<readonly [Permission, ...Permission[]]>([
  firstScope ?? "job:read",
  ...otherScopes,
]);

/** Long enough for a school year; a token that is forgotten does not stay open for ever. */
const MAX_DAYS = 366;
const days = z.int().min(1).max(MAX_DAYS);

export const tokenPath = z.strictObject({ token_id: existingId });

export const tokenInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(scope).min(1).max(scopes.length),
  expires_in_days: days.default(90),
  /** Whether X-User-Id may name a teacher whom the token then acts for. */
  may_act_for_others: z.boolean().default(false),
});
export type TokenInput = z.output<typeof tokenInput>;

export const rotateInput = z.strictObject({
  /** How long the old secret is still taken: at most a week, nothing by default. */
  grace_seconds: z.int().min(0).max(604_800).default(0),
  /** Counted from now; left out, the end stays. */
  expires_in_days: days.optional(),
});
export type RotateInput = z.output<typeof rotateInput>;

export const apiToken = z.object({
  id: z.string(),
  name: z.string(),
  /** The token begins with `pj_` and this. */
  prefix: z.string(),
  scopes: z.array(scope),
  may_act_for_others: z.boolean(),
  /** The person whose role bounds it; null: made with API_TOKEN. */
  owner_id: z.string().nullable(),
  owner_name: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
  last_used_at: z.string().nullable(),
  rotated_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
export type ApiToken = z.infer<typeof apiToken>;

/** `token` is shown this once and stored nowhere. */
export const newToken = apiToken.extend({ token: z.string() });
export type NewToken = z.infer<typeof newToken>;
