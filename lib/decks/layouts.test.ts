import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { deckOf } from "@/lib/presentations/layout/fixtures/sample-decks";
import type { DeckLayout, Page } from "@/lib/presentations/layout/model";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenLesson, service } from "@/lib/testing/factories";
import { givenFinishedDeck } from "@/lib/testing/finished-deck";
import { deckLayout } from "./decks";
import { layoutOnce, MAX_PAGES } from "./layouts";

setUpTestDatabase();

let drawn: string[] = [];
const ask = (key: string, pages: number) =>
  layoutOnce(key, (): DeckLayout => {
    drawn.push(key);
    return { title: key, language: "en", style: "default", pages: Array<Page>(pages) };
  });

test("keeps the decks that were asked for last, up to a number of pages", () => {
  const half = MAX_PAGES / 2;
  for (const key of ["a", "b", "a", "b", "a"]) expect(ask(key, half).title).toBe(key);
  expect(drawn).toEqual(["a", "b"]);
  drawn = [];
  // "b" goes: "a" was asked for after it.
  for (const key of ["c", "a", "b"]) ask(key, half);
  expect(drawn).toEqual(["c", "b"]);
  drawn = [];
  // One that is larger than all that may be kept is drawn each time.
  for (const key of ["huge", "huge"]) expect(ask(key, MAX_PAGES + 1).pages).toHaveLength(MAX_PAGES + 1);
  expect(drawn).toEqual(["huge", "huge"]);
  drawn = [];
  ask("a", half);
  expect(drawn).toEqual([]);
});

test("a deck is laid out for the first who looks at it, and kept from whom it does not belong to", async () => {
  const { id } = await givenFinishedDeck(await givenLesson({ userId: "t-1" }));
  const deck = { ...deckOf([{}, {}]), polish: null };
  await db().presentation.update({ where: { id }, data: { content: JSON.stringify(deck) } });
  const whole = await deckLayout(id, service);
  expect(whole.pages).toHaveLength(3);
  expect(await deckLayout(id, callerWith("teacher", "t-1"))).toBe(whole);
  expect((await deckLayout(id, service, 2)).pages).toEqual(whole.pages.slice(0, 2));
  expect((await deckLayout(id, service, 1)).pages).toEqual(whole.pages.slice(0, 1));
  await expect(deckLayout(id, callerWith("teacher", "t-2"))).rejects.toMatchObject({
    code: "permission_denied",
  });
  // As a second import does.
  const shorter = { ...deckOf([{}]), polish: null };
  await db().presentation.update({
    where: { id },
    data: { content: JSON.stringify(shorter), updatedAt: new Date(Date.now() + 1_000) },
  });
  expect((await deckLayout(id, service)).pages).toHaveLength(2);
});
