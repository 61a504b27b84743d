import { expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { listLessons, putLesson } from "./lessons";

setUpTestDatabase();

const put = (id: string, title: string) => putLesson(id, { title, content: `# ${title}` }, service);

test("paging gives each lesson once, also one that changes before its page is read", async () => {
  const ids = ["a", "b", "c", "d", "e"];
  for (const id of ids) await put(id, `Lesson ${id}`);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listLessons({ limit: 2, ...(cursor && { cursor }) }, service);
    seen.push(...page.lessons.map(({ lesson_id }) => lesson_id));
    cursor = page.nextCursor ?? undefined;
    await put("a", `Changed after ${seen.length}`);
    await put("e", `Changed after ${seen.length}`);
  } while (cursor);
  expect(seen.sort()).toEqual(ids);
});
