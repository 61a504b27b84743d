/** Saved views of the job list: whose they are, who sees them, who may change them. */
import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import { type Caller, can, ownerOf } from "@/lib/auth/caller";
import { filterOfView, type SavedView, type ViewChange, type ViewInput } from "@/lib/contract/views";
import { db } from "@/lib/db/client";
import { takenAs } from "@/lib/db/unique";
import { AppError } from "@/lib/errors";
import type { Prisma, SavedView as Row } from "@/lib/generated/prisma/client";
import { countMatching } from "@/lib/jobs/list/list-jobs";

/** Of one owner: each costs a count when the menu is opened. */
export const MAX_VIEWS = 50;

/** Sharing changes what everybody sees, so it takes somebody who may act on everybody's jobs. */
export function mayShare(caller: Caller): boolean {
  return ownerOf(caller) === null && can(caller, "job:act");
}

/** The caller's own views and those shared with them, by name; with `counts` each with the number of its jobs. */
export async function listViews(caller: Caller, { counts }: { counts: boolean }): Promise<SavedView[]> {
  const rows = await db().savedView.findMany({
    where: seenBy(caller),
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const views: SavedView[] = [];
  // One after another: together they would keep everybody else waiting for the database.
  for (const row of rows)
    views.push({ ...viewOf(row, caller), jobs: counts ? await countOf(row, caller) : null });
  return views;
}

/** @throws AppError view_name_taken, permission_denied, validation_failed when there are too many */
export async function createView(input: ViewInput, caller: Caller): Promise<SavedView> {
  const { name, query, is_shared: isShared = false } = input;
  if (isShared) requireSharing(caller);
  const created = db().$transaction(async (tx) => {
    const ownerId = ownerIdOf(caller);
    await requireFreeName(name, ownerId, null, tx);
    if ((await tx.savedView.count({ where: { ownerId } })) >= MAX_VIEWS) {
      throw new AppError("validation_failed", `You have ${MAX_VIEWS} views already: delete one first`);
    }
    const now = new Date();
    const row = await tx.savedView.create({
      data: {
        ...{ id: randomUUID(), ownerId, ownerName: caller.name, name, query, isShared },
        ...{ createdAt: now, updatedAt: now },
      },
    });
    await record("view.create", row.id, { name, query, is_shared: isShared }, caller, tx);
    return viewOf(row, caller);
  });
  return created.catch(takenAs("view_name_taken"));
}

/** @throws AppError view_not_found, view_name_taken, permission_denied */
export async function changeView(id: string, change: ViewChange, caller: Caller): Promise<SavedView> {
  const changed = db().$transaction(async (tx) => {
    const before = await findToChange(id, caller, tx);
    if (change.is_shared === true && !before.isShared) requireSharing(caller);
    if (change.name !== undefined) await requireFreeName(change.name, before.ownerId, id, tx);
    const row = await tx.savedView.update({
      where: { id },
      data: {
        // What was not asked for stays as it is, whatever somebody else changes meanwhile.
        ...(change.name !== undefined && { name: change.name }),
        ...(change.query !== undefined && { query: change.query }),
        ...(change.is_shared !== undefined && { isShared: change.is_shared }),
        updatedAt: new Date(),
      },
    });
    const was = { name: before.name, query: before.query, is_shared: before.isShared };
    await record("view.update", id, { ...change, before: was }, caller, tx);
    return viewOf(row, caller);
  });
  return changed.catch(takenAs("view_name_taken"));
}

/** @throws AppError view_not_found, permission_denied */
export async function deleteView(id: string, caller: Caller): Promise<void> {
  await db().$transaction(async (tx) => {
    const { name, query } = await findToChange(id, caller, tx);
    await tx.savedView.delete({ where: { id } });
    await record("view.delete", id, { name, query }, caller, tx);
  });
}

type Transaction = Prisma.TransactionClient;

const ownerIdOf = (caller: Caller) => caller.userId ?? "";

/** A teacher's world is their own: what others share names users and lessons. */
function seenBy(caller: Caller): Prisma.SavedViewWhereInput {
  const own = { ownerId: ownerIdOf(caller) };
  return ownerOf(caller) === null ? { OR: [own, { isShared: true }] } : own;
}

/** What is shared is changed for everybody, also by its owner. */
const mayChange = (row: Row, caller: Caller) =>
  row.isShared
    ? mayShare(caller) && (row.ownerId === ownerIdOf(caller) || can(caller, "settings:manage"))
    : row.ownerId === ownerIdOf(caller);

async function findToChange(id: string, caller: Caller, tx: Transaction): Promise<Row> {
  const row = await tx.savedView.findFirst({ where: { AND: [{ id }, seenBy(caller)] } });
  if (!row) throw new AppError("view_not_found");
  if (row.isShared) requireSharing(caller);
  if (!mayChange(row, caller)) throw new AppError("permission_denied", "This view belongs to someone else");
  return row;
}

async function requireFreeName(name: string, ownerId: string, but: string | null, tx: Transaction) {
  const taken = await tx.savedView.findUnique({ where: { ownerId_name: { ownerId, name } } });
  if (taken && taken.id !== but) throw new AppError("view_name_taken");
}

function requireSharing(caller: Caller): void {
  if (!mayShare(caller)) throw new AppError("permission_denied", "Your role may not share views");
}

async function record(
  action: string,
  id: string,
  details: Record<string, unknown>,
  caller: Caller,
  tx: Transaction,
) {
  await recordAudit({ actor: caller, action, target: { type: "view", id }, details }, tx);
}

async function countOf(row: Row, caller: Caller): Promise<SavedView["jobs"]> {
  const filter = filterOfView(row.query);
  if (filter === null) return null;
  const { total, isExact } = await countMatching(filter, caller);
  return { total, is_exact: isExact };
}

function viewOf(row: Row, caller: Caller): SavedView {
  return {
    view_id: row.id,
    name: row.name,
    query: row.query,
    is_shared: row.isShared,
    owner_id: row.ownerId === "" ? null : row.ownerId,
    owner_name: row.ownerName,
    is_own: row.ownerId === ownerIdOf(caller),
    can_change: mayChange(row, caller),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    jobs: null,
  };
}
