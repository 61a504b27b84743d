import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { createFirstAdministratorLink, isSetUp, setUpFirstAdministrator } from "./first-administrator";
import { createPerson } from "./people";

setUpTestDatabase();

const person = { name: "Ada", email: "ada@school.example", password: "a long enough sentence" };
const tokenOf = (link: string) => link.split("#token=")[1] ?? "";

test("an address of somebody who can sign in is refused, and the link is still good for another", async () => {
  await createPerson({ ...person, name: "A teacher of the earlier system" }, "teacher");
  const token = tokenOf(await createFirstAdministratorLink("http://localhost"));
  await expect(
    setUpFirstAdministrator(token, { ...person, email: "ADA@school.example" }),
  ).rejects.toMatchObject({ code: "email_taken" });
  expect(await isSetUp()).toBe(false);
  await setUpFirstAdministrator(token, { ...person, email: "admin@school.example" });
  expect(await isSetUp()).toBe(true);
});

test("of several who use one link at once, one becomes administrator", async () => {
  const token = tokenOf(await createFirstAdministratorLink("http://localhost"));
  const people = [1, 2, 3].map((number) => ({ ...person, email: `ada${number}@school.example` }));
  const outcomes = await Promise.allSettled(people.map((each) => setUpFirstAdministrator(token, each)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db().user.count()).toBe(1);
});
