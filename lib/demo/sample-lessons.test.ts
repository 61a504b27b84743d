import { expect, test } from "vitest";
import { getLesson, listLessons, putLesson } from "@/lib/lessons/lessons";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { demoLessons } from "./demo-lessons";
import { addSampleLessons } from "./sample-lessons";

setUpTestDatabase();

test("adds the samples that are missing, and leaves a changed one as it is", async () => {
  const id = demoLessons[0]?.id ?? "";
  await putLesson(id, { title: "My own", content: "# My own\n\n- Clap" }, service);
  const added = await addSampleLessons(service);
  expect(added).not.toContain(id);
  expect(added.length).toBeGreaterThan(10);
  expect((await getLesson(id, service)).title).toBe("My own");
  expect(await addSampleLessons(service)).toEqual([]);
  expect((await listLessons({ limit: 100 }, service)).total).toBe(added.length + 1);
});

test("refuses a teacher, who may store only their own", async () => {
  const teacher = { ...service, role: "teacher" as const, userId: "teacher-1" };
  await expect(addSampleLessons(teacher)).rejects.toMatchObject({ code: "permission_denied" });
  expect((await listLessons({ limit: 1 }, service)).total).toBe(0);
});
