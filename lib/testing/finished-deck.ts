import { randomUUID } from "node:crypto";
import type { DeckFileKind } from "@/lib/contract/decks";
import { db } from "@/lib/db/client";
import { keepDeckFiles, writeDeckFiles } from "@/lib/decks/files/write-files";

/** A deck with real files, as a worker leaves it. @returns its id, and its files relative to DATA_DIR */
export async function givenFinishedDeck(
  lessonId: string,
  texts: Partial<Record<DeckFileKind, string>> = { json: "{}", markdown: "# A deck" },
): Promise<{ id: string; files: string[] }> {
  const id = randomUUID();
  const at = new Date();
  const content = { style: "default", title: "A deck", totalSlides: 1, content: "{}" };
  const formats = Object.keys(texts) as DeckFileKind[]; // they are its keys
  const written = await writeDeckFiles(
    id,
    formats.map((format) => ({ format, bytes: Buffer.from(texts[format] ?? "") })),
  );
  await db().presentation.create({
    data: { id, lessonId, lessonRevision: 1, createdAt: at, updatedAt: at, ...content },
  });
  await db().exportFile.createMany({
    data: written.map((file) => ({ ...file, presentationId: id, generatedAt: at })),
  });
  await keepDeckFiles(id);
  return { id, files: written.map((file) => file.path) };
}
