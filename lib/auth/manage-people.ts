/** What administrators do with people. Nothing here can leave the system without somebody who may do it. */
import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import type { Invitation, Person, PersonChange, SetupLinkAnswer } from "@/lib/contract/people";
import { type Role, roles } from "@/lib/contract/permissions";
import type { PageInput } from "@/lib/contract/query";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { takenAs } from "@/lib/db/unique";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { decodeNameCursor, encodeNameCursor } from "@/lib/http/cursor";
import { cutPage } from "@/lib/http/pages";
import { abortActionsOf } from "@/lib/jobs/actions/abort-actions-of";
import { type Caller, isGranted } from "./caller";
import { createSetupLink, endSetupLinks, type SetupLink } from "./setup-link";

const related = {
  accounts: { select: { id: true }, where: { password: { not: null } } },
  totp: { select: { confirmedAt: true } },
  sessions: { select: { updatedAt: true }, orderBy: { updatedAt: "desc" }, take: 1 },
} satisfies Prisma.UserInclude;
type Row = Prisma.UserGetPayload<{ include: typeof related }>;
type Transaction = Prisma.TransactionClient;

export type PeoplePage = { people: Person[]; nextCursor: string | null; total: number };

/** One page of everybody, by name. @throws AppError validation_failed when the cursor is not ours */
export async function listPeople({ limit, cursor }: PageInput): Promise<PeoplePage> {
  const after = cursor === undefined ? null : decodeNameCursor(cursor);
  const [rows, total] = await Promise.all([
    db().user.findMany({
      ...(after && {
        where: { OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }] },
      }),
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: limit + 1,
      include: related,
    }),
    db().user.count(),
  ]);
  const { page, last } = cutPage(rows, limit);
  return { people: page.map(personOf), nextCursor: last && encodeNameCursor(last), total };
}

/** Adds somebody, who sets their password by the link. @throws AppError email_taken */
export async function invitePerson(
  { name, email, role }: Invitation,
  caller: Caller,
): Promise<Person & SetupLinkAnswer> {
  const invited = db().$transaction(async (tx) => {
    const id = randomUUID();
    // better-auth looks addresses up in lower case.
    const address = email.toLowerCase();
    if ((await tx.user.count({ where: { email: address } })) > 0) throw new AppError("email_taken");
    await tx.user.create({ data: { id, name, email: address, role } });
    const link = await createSetupLink(id, tx);
    const details = { email: address, role };
    await recordAudit({ actor: caller, action: "user.invite", target: targetOf(id), details }, tx);
    return { ...personOf(await find(id, tx)), ...answerOf(link) };
  });
  return invited.catch(takenAs("email_taken"));
}

/** A new link for somebody who has lost theirs, or their password. @throws AppError person_not_found, permission_denied for oneself */
export async function renewSetupLink(id: string, caller: Caller): Promise<SetupLinkAnswer> {
  refuseSelf(id, caller);
  return db().$transaction(async (tx) => {
    const { disabledAt } = await find(id, tx);
    if (disabledAt) throw new AppError("validation_failed", "A disabled person cannot set a password");
    const link = await createSetupLink(id, tx);
    await recordAudit({ actor: caller, action: "user.setup_link", target: targetOf(id) }, tx);
    return answerOf(link);
  });
}

/**
 * Changes name or role, disables and enables, takes a lost authenticator app away. All of it holds from the next request on.
 * @throws AppError person_not_found, last_administrator, permission_denied for one's own authenticator app
 */
export async function changePerson(id: string, change: PersonChange, caller: Caller): Promise<Person> {
  if (change.totp === false) refuseSelf(id, caller);
  return db().$transaction(async (tx) => {
    const before = await find(id, tx);
    const staysAdmin = (change.role ?? before.role) === "admin" && change.disabled !== true;
    if (!staysAdmin) await requireOtherAdmin(id, tx);
    const isNewlyDisabled = change.disabled === true && before.disabledAt === null;
    await tx.user.update({
      where: { id },
      // What was not asked for stays as it is, whatever somebody else changes meanwhile.
      data: {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.role !== undefined && { role: change.role }),
        ...(isNewlyDisabled && { disabledAt: new Date() }),
        ...(change.disabled === false && { disabledAt: null }),
      },
    });
    if (change.disabled === true) await endAccess(id, tx);
    if (
      change.disabled === true ||
      (change.role !== undefined && change.role !== before.role && !actsOnAll(change.role))
    ) {
      await abortActionsOf(({ userId }) => userId === id, caller, tx);
    }
    if (change.totp === false) {
      await tx.totp.deleteMany({ where: { userId: id } });
      await tx.backupCode.deleteMany({ where: { userId: id } });
    }
    const details = { ...change, ...(change.role && { role_before: before.role }) };
    await recordAudit({ actor: caller, action: "user.update", target: targetOf(id), details }, tx);
    return personOf(await find(id, tx));
  });
}

/**
 * Removes a person with their sessions, tokens and views. Their lessons and jobs stay.
 * @throws AppError person_not_found, last_administrator
 */
export async function removePerson(id: string, caller: Caller): Promise<void> {
  await db().$transaction(async (tx) => {
    const { email, role } = await find(id, tx);
    await requireOtherAdmin(id, tx);
    await endSetupLinks(id, tx);
    await abortActionsOf(({ userId }) => userId === id, caller, tx);
    await tx.savedView.deleteMany({ where: { ownerId: id } });
    await tx.user.delete({ where: { id } });
    const details = { email, role };
    await recordAudit({ actor: caller, action: "user.remove", target: targetOf(id), details }, tx);
  });
}

/** Whether the role may act on everybody's jobs. */
const actsOnAll = (role: Role) => role !== "teacher" && isGranted(role, "job:act");

/** A session that somebody left open must not be enough to take the account: one's own page asks for the password. */
function refuseSelf(id: string, caller: Caller): void {
  if (caller.userId === id) {
    throw new AppError(
      "permission_denied",
      "Change your own password and app in your account, with your password",
    );
  }
}

/** Their tokens need no end of their own: whoever is disabled owns none that works (token-caller.ts). */
async function endAccess(id: string, tx: Transaction): Promise<void> {
  await tx.session.deleteMany({ where: { userId: id } });
  await endSetupLinks(id, tx);
}

/**
 * Somebody else who can sign in as an administrator must be there. The rows stay locked until the transaction ends, so two
 * administrators who demote each other at once do not both succeed.
 */
async function requireOtherAdmin(id: string, tx: Transaction): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT u.id FROM users u
    WHERE u.role = 'admin' AND u.disabled_at IS NULL
      AND EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id AND a.password IS NOT NULL)
    ORDER BY u.id ${sql.forUpdate}`;
  const isOne = admins.some((admin) => admin.id === id);
  if (isOne && admins.length === 1) throw new AppError("last_administrator");
}

async function find(id: string, tx: Transaction): Promise<Row> {
  const row = await tx.user.findUnique({ where: { id }, include: related });
  if (!row) throw new AppError("person_not_found");
  return row;
}

const targetOf = (id: string) => ({ type: "user", id });

function answerOf({ url, expiresAt }: SetupLink): SetupLinkAnswer {
  return { setup_url: url, setup_expires_at: expiresAt.toISOString() };
}

function personOf(row: Row): Person {
  const role: Role = roles.find((known) => known === row.role) ?? "viewer";
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role,
    disabled_at: row.disabledAt?.toISOString() ?? null,
    has_password: row.accounts.length > 0,
    has_totp: row.totp?.confirmedAt != null,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.sessions[0]?.updatedAt.toISOString() ?? null,
  };
}
