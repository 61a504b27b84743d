/** Who is calling and what they may do. Every domain function takes a `Caller`; ownership goes into its query. */
import type { Me } from "@/lib/contract/people";
import { type Permission, permissions, type Role } from "@/lib/contract/permissions";

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
    "metrics:read",
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
  /** All that the credential may be used for, whatever the role would allow. Undefined: for everything. */
  scopes?: readonly Permission[];
  /** The row of the session or token that was shown. */
  credentialId?: string;
};

/** Whether the role and the scopes of the credential both allow it. */
export function can(caller: Caller, permission: Permission): boolean {
  return isGranted(caller.role, permission) && (caller.scopes?.includes(permission) ?? true);
}

export function isGranted(role: Role, permission: Permission): boolean {
  return grants[role].includes(permission);
}

/** The caller as they may see themselves. */
export function describeCaller(caller: Caller): Me {
  const { kind, userId, name, email, role } = caller;
  const allowed = permissions.filter((permission) => can(caller, permission));
  return { kind, user_id: userId, name, email, role, permissions: allowed };
}

/** The user whose rows alone this caller may see, or null for those who see all. */
export function ownerOf(caller: Caller): string | null {
  // A teacher without an id owns nothing; the empty string matches no row.
  return caller.role === "teacher" ? (caller.userId ?? "") : null;
}
