/** Files of decks: named by their content, shared, removed when no deck has them. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { deletePresentation } from "@/lib/decks/decks";
import { downloadExport } from "@/lib/decks/download";
import { deleteLesson } from "@/lib/lessons/lessons";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { givenFinishedDeck } from "@/lib/testing/finished-deck";
import { absoluteExportPath, exportsFolder, isContentName, pendingFolder } from "./paths";
import { removeDroppedFiles } from "./remove-dropped";
import { sweepDeckFiles } from "./sweep-files";
import { dropDeckFiles, keepDeckFiles, writeDeckFiles } from "./write-files";

setUpTestDatabase();
afterEach(() => rmSync(exportsFolder(), { recursive: true, force: true }));

const text = (words: string) => [{ format: "markdown" as const, bytes: Buffer.from(words) }];
const pathOf = async (words: string) => {
  const id = randomUUID();
  const [file] = await writeDeckFiles(id, text(words));
  return { id, relative: file?.path ?? "", file: absoluteExportPath(file?.path ?? "") };
};
const shared = () =>
  existsSync(exportsFolder())
    ? (readdirSync(exportsFolder(), { recursive: true }) as string[]).filter(
        (each) => each.startsWith("sha256") && isContentName(path.basename(each)),
      )
    : [];
const pending = () => (existsSync(pendingFolder()) ? readdirSync(pendingFolder()) : []);
const longAgo = new Date(Date.now() - 26 * 60 * 60 * 1000);
/** A row as the completing transaction writes it. */
async function adopt(id: string, relative: string, lessonId: string): Promise<void> {
  const at = new Date();
  const content = { style: "default", title: "A deck", totalSlides: 1, content: "{}" };
  const file = {
    format: "markdown",
    path: relative,
    sha256: path.basename(relative),
    sizeBytes: 1,
    generatedAt: at,
  };
  await db().presentation.create({
    data: {
      id,
      lessonId,
      lessonRevision: 1,
      createdAt: at,
      updatedAt: at,
      ...content,
      files: { create: file },
    },
  });
}

describe("files of decks", () => {
  test("with the same bytes are one, which goes with the last deck that has it", async () => {
    const lesson = await givenLesson();
    const [first, second] = [await givenFinishedDeck(lesson), await givenFinishedDeck(lesson)];
    expect(second.files).toEqual(first.files);
    expect([shared().length, pending()]).toEqual([2, []]);
    await deletePresentation(first.id, service);
    expect(shared()).toHaveLength(2);
    expect((await downloadExport(second.id, "markdown", service)).status).toBe(200);
    await deletePresentation(second.id, service);
    expect([shared(), pending(), await db().droppedFile.count()]).toEqual([[], [], 0]);
  });

  test("go with the lesson, whose deletion cascades", async () => {
    const [lesson, other] = [await givenLesson(), await givenLesson()];
    await givenFinishedDeck(lesson, { json: "{}", markdown: "only here" });
    await givenFinishedDeck(other, { json: "{}" });
    await deleteLesson(lesson, service);
    expect(shared()).toHaveLength(1);
  });

  test("of an attempt that came to nothing go, except what a deck has", async () => {
    await givenFinishedDeck(await givenLesson(), { markdown: "kept" });
    const id = randomUUID();
    await writeDeckFiles(id, [...text("kept"), { format: "json", bytes: Buffer.from("not kept") }]);
    expect(shared()).toHaveLength(2);
    await dropDeckFiles(db(), id);
    expect([shared().length, pending()]).toEqual([1, []]);
  });

  test("that another deck's deletion took away before the commit come back with it", async () => {
    const lesson = await givenLesson();
    const old = await givenFinishedDeck(lesson, { markdown: "shared" });
    const made = await pathOf("shared");
    await deletePresentation(old.id, service);
    expect(shared()).toEqual([]);
    await adopt(made.id, made.relative, lesson);
    await keepDeckFiles(made.id);
    expect(readFileSync(made.file, "utf8")).toBe("shared");
  });

  test("come back by the sweep when the process died after the commit, and when a removal died half-way", async () => {
    const lesson = await givenLesson();
    const made = await pathOf("died");
    await adopt(made.id, made.relative, lesson);
    rmSync(made.file);
    await sweepDeckFiles(db(), 0);
    expect([readFileSync(made.file, "utf8"), pending()]).toEqual(["died", []]);
    const holding = pendingFolder(randomUUID());
    mkdirSync(holding);
    writeFileSync(path.join(holding, path.basename(made.file)), "died");
    rmSync(made.file);
    await sweepDeckFiles(db(), 0);
    expect(readFileSync(made.file, "utf8")).toBe("died");
  });

  test("that the disk does not take back stay where they are, and come back once it does", async () => {
    const lesson = await givenLesson();
    const [made, other] = [await pathOf("only copy"), await pathOf("another")];
    for (const each of [made, other]) await adopt(each.id, each.relative, lesson);
    // Where its folder was lies something else; the other's is missing.
    for (const each of [made, other]) rmSync(path.dirname(each.file), { recursive: true });
    writeFileSync(path.dirname(made.file), "");
    await expect(keepDeckFiles(made.id)).rejects.toThrow();
    await sweepDeckFiles(db(), 0);
    expect([readFileSync(other.file, "utf8"), pending()]).toEqual(["another", [made.id]]);
    rmSync(path.dirname(made.file));
    await sweepDeckFiles(db(), 0);
    expect([readFileSync(made.file, "utf8"), pending()]).toEqual(["only copy", []]);
  });

  test("whose folder is gone come back with it when the transaction has ended", async () => {
    const made = await pathOf("kept");
    rmSync(path.dirname(made.file), { recursive: true });
    await adopt(made.id, made.relative, await givenLesson());
    await keepDeckFiles(made.id);
    expect([readFileSync(made.file, "utf8"), pending()]).toEqual(["kept", []]);
  });

  test("of a running attempt are left alone; of one that died long ago they go", async () => {
    const made = await pathOf("running");
    await sweepDeckFiles(db(), 0);
    expect([shared().length, pending()]).toEqual([1, [made.id]]);
    utimesSync(pendingFolder(made.id), longAgo, longAgo);
    await sweepDeckFiles(db(), 0);
    expect([shared(), pending()]).toEqual([[], []]);
  });

  test("that no row tells of go when the sweep comes to them", async () => {
    const stray = await pathOf("stray");
    rmSync(pendingFolder(stray.id), { recursive: true });
    await givenFinishedDeck(await givenLesson(), { markdown: "named" });
    for (const each of shared()) utimesSync(path.join(exportsFolder(), each), longAgo, longAgo);
    for (const each of shared())
      await sweepDeckFiles(db(), Number.parseInt(path.basename(each).slice(0, 2), 16));
    expect(shared()).toHaveLength(1);
    expect(existsSync(stray.file)).toBe(false);
  });

  test("that are damaged are mended by the next deck with the same bytes", async () => {
    const { files } = await givenFinishedDeck(await givenLesson(), { markdown: "whole" });
    const file = absoluteExportPath(files[0] ?? "");
    rmSync(file);
    writeFileSync(file, "damag");
    await keepDeckFiles((await pathOf("whole")).id);
    expect(readFileSync(file, "utf8")).toBe("whole");
  });

  test("of an earlier version are downloaded and removed under their old paths; others' files never", async () => {
    const lesson = await givenLesson();
    const id = randomUUID();
    const relative = `exports/${id}/presentation_${id}.md`;
    mkdirSync(path.dirname(absoluteExportPath(relative)), { recursive: true });
    writeFileSync(absoluteExportPath(relative), "old");
    writeFileSync(path.join(exportsFolder(), "..", "mine.txt"), "mine");
    await adopt(id, relative, lesson);
    await db().exportFile.updateMany({ data: { sha256: null } });
    const answer = await downloadExport(id, "markdown", service, "*");
    expect([answer.status, answer.headers.get("etag"), await answer.text()]).toEqual([200, null, "old"]);
    await deletePresentation(id, service);
    expect(existsSync(path.dirname(absoluteExportPath(relative)))).toBe(false);
    await db().droppedFile.createMany({ data: [{ path: "mine.txt" }, { path: "exports/../mine.txt" }] });
    expect(await removeDroppedFiles(db())).toBe(false);
    expect(existsSync(path.join(exportsFolder(), "..", "mine.txt"))).toBe(true);
  });
});

test("a download is tagged with the hash of its bytes, and not sent to who has it", async () => {
  const { id, files } = await givenFinishedDeck(await givenLesson(), { markdown: "tagged" });
  const tag = `"${path.basename(files[0] ?? "")}"`;
  const first = await downloadExport(id, "markdown", service);
  expect([first.status, first.headers.get("etag"), await first.text()]).toEqual([200, tag, "tagged"]);
  expect((await downloadExport(id, "markdown", service, `"other", W/${tag}`)).status).toBe(304);
  expect((await downloadExport(id, "markdown", service, '"other"')).status).toBe(200);
});
