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
] as const;
export type Permission = (typeof permissions)[number];
