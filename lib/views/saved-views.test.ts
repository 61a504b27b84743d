/** Saved views: whose they are, who sees and changes them, what they count. */
import { describe, expect, test } from "vitest";
import { removePerson } from "@/lib/auth/manage-people";
import { createPerson } from "@/lib/auth/people";
import { viewInput } from "@/lib/contract/views";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, service } from "@/lib/testing/factories";
import { changeView, createView, deleteView, listViews, MAX_VIEWS } from "./saved-views";

setUpTestDatabase();

const failed = { name: "Failed", query: "status=failed" };
const ada = callerWith("operator", "ada");
const bob = callerWith("operator", "bob");
const viewer = callerWith("viewer", "vera");
const teacher = callerWith("teacher", "tom");
const admin = callerWith("admin", "root");

const namesFor = async (caller: typeof ada) =>
  (await listViews(caller, { counts: false })).map(({ name }) => name);
const refusedWith = (code: string) => expect.objectContaining({ code });

describe("a view", () => {
  test("is its owner's alone until it is shared; teachers never see what others share", async () => {
    const { view_id } = await createView(failed, ada);
    expect(await namesFor(bob)).toEqual([]);
    expect(await namesFor(admin)).toEqual([]);
    await changeView(view_id, { is_shared: true }, ada);
    for (const caller of [ada, bob, viewer, admin]) expect(await namesFor(caller)).toEqual(["Failed"]);
    expect(await namesFor(teacher)).toEqual([]);
    await changeView(view_id, { is_shared: false }, ada);
    expect(await namesFor(bob)).toEqual([]);
    expect(await namesFor(ada)).toEqual(["Failed"]);
  });

  test("is shared only by those who may act on everybody's jobs", async () => {
    for (const caller of [viewer, teacher]) {
      await expect(createView({ ...failed, is_shared: true }, caller)).rejects.toEqual(
        refusedWith("permission_denied"),
      );
      const { view_id } = await createView(failed, caller);
      await expect(changeView(view_id, { is_shared: true }, caller)).rejects.toEqual(
        refusedWith("permission_denied"),
      );
      expect(await namesFor(caller)).toEqual(["Failed"]);
    }
    expect(await namesFor(bob)).toEqual([]);
  });

  test("is changed and deleted by its owner, and by an administrator once it is shared", async () => {
    const { view_id } = await createView({ ...failed, is_shared: true }, ada);
    await expect(changeView(view_id, { name: "Mine" }, bob)).rejects.toEqual(
      refusedWith("permission_denied"),
    );
    await expect(deleteView(view_id, bob)).rejects.toEqual(refusedWith("permission_denied"));
    expect(await changeView(view_id, { name: "Broken" }, admin)).toMatchObject({
      name: "Broken",
      is_own: false,
    });
    await changeView(view_id, { is_shared: false }, ada);
    // Private again: to an administrator it is not there.
    await expect(deleteView(view_id, admin)).rejects.toEqual(refusedWith("view_not_found"));
    await deleteView(view_id, ada);
    expect(await namesFor(ada)).toEqual([]);
  });

  test("has a name that its owner uses once", async () => {
    const first = await createView(failed, ada);
    await createView(failed, bob);
    await expect(createView(failed, ada)).rejects.toEqual(refusedWith("view_name_taken"));
    const { view_id } = await createView({ ...failed, name: "Other" }, ada);
    await expect(changeView(view_id, { name: "Failed" }, ada)).rejects.toEqual(
      refusedWith("view_name_taken"),
    );
    // Its own name is no other's.
    await changeView(first.view_id, { name: "Failed", query: "status=timeout" }, ada);
  });

  test("leaves its changes in the audit log, with what was before", async () => {
    const { view_id } = await createView(failed, ada);
    await changeView(view_id, { query: "status=timeout" }, ada);
    await deleteView(view_id, ada);
    const rows = await db().auditEntry.findMany({ where: { targetId: view_id }, orderBy: { id: "asc" } });
    expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["view.create", "ada"],
      ["view.update", "ada"],
      ["view.delete", "ada"],
    ]);
    expect(JSON.parse(rows[1]?.details ?? "")).toMatchObject({ before: failed, query: "status=timeout" });
  });

  test("goes with the person", async () => {
    await createPerson(
      { name: "Eve", email: "eve@school.example", password: "a long enough sentence" },
      "operator",
    );
    const { id } = await db().user.findUniqueOrThrow({ where: { email: "eve@school.example" } });
    await createView({ ...failed, is_shared: true }, callerWith("operator", id));
    await createPerson(
      { name: "Root", email: "root@school.example", password: "a long enough sentence" },
      "admin",
    );
    await removePerson(id, service);
    expect(await namesFor(bob)).toEqual([]);
  });
});

test("a list of views counts the jobs that whoever asks may see", async () => {
  await givenJob({ priority: "urgent" });
  await givenJob({ priority: "low" }, callerWith("admin", "tom"));
  await createView({ name: "All", query: "sort=-priority&columns=created,user" }, ada);
  await createView({ name: "Urgent", query: "priority=urgent&created_within=1h" }, ada);
  await createView({ name: "Mine", query: "" }, teacher);
  const counted = async (caller: typeof ada) =>
    (await listViews(caller, { counts: true })).map(({ name, jobs }) => [name, jobs?.total]);
  expect(await counted(ada)).toEqual([
    ["All", 2],
    ["Urgent", 1],
  ]);
  expect(await counted(teacher)).toEqual([["Mine", 1]]);
});

test("a view whose query means nothing any more stays, without a count", async () => {
  const { view_id } = await createView(failed, ada);
  await db().savedView.update({ where: { id: view_id }, data: { query: "style=gone" } });
  expect(await listViews(ada, { counts: true })).toMatchObject([{ name: "Failed", jobs: null }]);
});

test.each(["status=broken", "limit=5", "cursor=abc", "x=1", "columns=A;B", "created_within=soon"])(
  "%s is the query of no view",
  (query) => {
    expect(viewInput.safeParse({ name: "x", query }).success).toBe(false);
  },
);

test("nobody has views without end", async () => {
  for (let number = 0; number < MAX_VIEWS; number++)
    await createView({ ...failed, name: `View ${number}` }, ada);
  await expect(createView(failed, ada)).rejects.toEqual(refusedWith("validation_failed"));
});

test("a shared view is changed only by those who may share, also when it is theirs", async () => {
  const reader: typeof service = { ...service, scopes: ["job:read"] };
  const { view_id } = await createView({ ...failed, is_shared: true }, service);
  const refused = refusedWith("permission_denied");
  await expect(changeView(view_id, { query: "status=pending" }, reader)).rejects.toEqual(refused);
  await expect(deleteView(view_id, reader)).rejects.toEqual(refused);
  const { view_id: adas } = await createView({ name: "Ada's", query: "q=x", is_shared: true }, ada);
  const demoted = { ...ada, role: "viewer" as const };
  await expect(changeView(adas, { name: "Hers" }, demoted)).rejects.toEqual(refused);
  expect((await listViews(demoted, { counts: false })).map(({ can_change }) => can_change)).toEqual([
    false,
    false,
  ]);
  await changeView(view_id, { query: "status=pending" }, service);
});
