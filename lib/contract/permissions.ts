/** What a caller may be allowed to do. Which role may what stands in lib/auth/caller.ts. Browser-safe. */

export const permissions = [
  "lesson:read",
  "lesson:write",
  "job:read",
  "job:create",
  "job:act",
  "deck:read",
  "deck:write",
  "queue:operate",
  "settings:manage",
  "metrics:read",
  "audit:read",
  "token:manage",
  "user:manage",
] as const;
export type Permission = (typeof permissions)[number];

/**
 * What an API token, or a user of the lesson app, may be allowed to do. Making tokens and people stays with people and
 * API_TOKEN: a stolen token could otherwise make others that outlive its revocation, or raise its owner's role.
 */
export const scopes = permissions.filter(
  (permission) => permission !== "token:manage" && permission !== "user:manage",
);

export const roles = ["teacher", "viewer", "operator", "admin"] as const;
export type Role = (typeof roles)[number];
