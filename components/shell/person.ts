import type { Permission, Role } from "@/lib/contract/permissions";

/** The signed-in person, as the pages show them. */
export type Person = {
  name: string;
  email: string | null;
  role: Role;
  permissions: readonly Permission[];
};
