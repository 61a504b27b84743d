import { z } from "zod";
import { canVerify } from "@/lib/auth/password";
import type { Role } from "@/lib/contract/permissions";
import type { LegacyRow } from "./legacy-file";
import { type Mapped, personIdFrom, RowReader } from "./row-reader";

export type UserIn = {
  id: string;
  name: string;
  /** Lower case, as better-auth looks it up. */
  email: string;
  role: Role;
  /** A hash that our verifier can check, or null. */
  passwordHash: string | null;
  /** Somebody who was shut out stays so: no password, no link. */
  isActive: boolean;
  createdMs: number;
  updatedMs: number;
};

/** The earlier system's words. A role that is not among them sees least as a teacher: only what is their own. */
const ROLES: Readonly<Record<string, Role>> = {
  admin: "admin",
  administrator: "admin",
  superuser: "admin",
  operator: "operator",
  viewer: "viewer",
  teacher: "teacher",
  user: "teacher",
};

const email = z.email().max(320);

/** @param nowMs what counts as the time of creation where the old row has none */
export function mapUser(old: LegacyRow, nowMs: number): Mapped<UserIn> {
  const row = new RowReader(old);
  const id = row.reference("id", personIdFrom);
  if (id === null) return { id: "without id", dropped: "it has no id" };
  const address = email.safeParse(row.word("email")?.toLowerCase());
  if (!address.success)
    return { id, dropped: "it has no valid e-mail address, so nobody can sign in with it" };
  const isActive = row.flag("is_active", true);
  if (!isActive) row.change("is_active", "was inactive: comes without a way to sign in");
  const createdMs = row.time("created_at") ?? nowMs;
  return {
    id,
    row: {
      id,
      name: row.shortWord("full_name") ?? address.data.split("@")[0] ?? address.data,
      email: address.data,
      role: roleOf(row),
      passwordHash: passwordOf(row, isActive),
      isActive,
      createdMs,
      updatedMs: row.time("updated_at") ?? createdMs,
    },
    changes: row.changes,
    // Columns that this product does not know may hold secrets of the earlier one: they stay where they are.
    remainder: row.remainder(true),
  };
}

function roleOf(row: RowReader): Role {
  const word = row.word("role");
  const role = ROLES[word?.toLowerCase() ?? "user"];
  if (role !== undefined) return role;
  row.change("role", `role ${JSON.stringify(word)} became teacher`);
  return "teacher";
}

function passwordOf(row: RowReader, isActive: boolean): string | null {
  const hash = row.word("password_hash");
  if (hash === null || !isActive) return null;
  if (canVerify(hash)) return hash;
  // Not by `change`: a hash is kept nowhere but where it is used.
  row.changes.push("password cannot be verified here and was not brought over");
  return null;
}
