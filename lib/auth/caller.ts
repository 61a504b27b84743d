/** Who is calling and what they may do. Every domain function takes a `Caller`; ownership goes into its query. */
import { type Permission, permissions } from "@/lib/contract/permissions";

export const roles = ["teacher", "viewer", "operator", "admin"] as const;
export type Role = (typeof roles)[number];

const grants: Record<Role, readonly Permission[]> = {
  // Teachers may do this with what is theirs only: see `ownerOf`.
  teacher: ["lesson:read", "lesson:write", "job:read", "job:create", "job:act", "deck:read", "deck:write"],
  viewer: ["lesson:read", "job:read", "deck:read"],
  operator: [
    "lesson:read",
    "lesson:write",
    "job:read",
    "job:create",
    "job:act",
    "deck:read",
    "deck:write",
    "queue:operate",
  ],
  admin: permissions,
};

export type Caller = {
  /** person: signed in to the dashboard; app-user: the lesson app's own JWT; service: an API token. */
  kind: "person" | "app-user" | "service";
  /** Whose lessons and jobs new rows become; null for a service that acts for nobody. */
  userId: string | null;
  name: string;
  email: string | null;
  role: Role;
};

export function can(caller: Caller, permission: Permission): boolean {
  return grants[caller.role].includes(permission);
}

/** The user whose rows alone this caller may see, or null for those who see all. */
export function ownerOf(caller: Caller): string | null {
  // A teacher without an id owns nothing; the empty string matches no row.
  return caller.role === "teacher" ? (caller.userId ?? "") : null;
}
