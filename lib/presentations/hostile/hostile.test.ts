/**
 * Lessons of hostile text, from the parser to the files. `npm test` tries a few; `npm run fuzz:decks` a thousand, with another
 * seed by HOSTILE_SEED.
 */
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { test } from "vitest";
import { deckJsonSchema } from "@/lib/contract/deck-schema";
import { type DeckStyle, deckStyle } from "@/lib/contract/decks";
import { type DeckRequest, makeDeck } from "@/lib/presentations/make-deck";
import { fileFaults } from "./file-faults";
import { hostileText, hugeText } from "./hostile-text";

const count = Number(process.env.HOSTILE_TEXTS ?? 5);
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_129);
/** One in so many has a title of 100,000 characters. */
const HUGE_EVERY = 50;

const ajv = new Ajv2020();
addFormats.default(ajv);
const isDeck = ajv.compile(deckJsonSchema());

/** Says the text wherever a lesson has a place for it; "Clap." because a lesson needs a word. */
function lessonOf(title: string, isM2: boolean): Pick<DeckRequest["lesson"], "content" | "format"> {
  // Else the longest would make more than the 500 slides that a deck may have.
  const text = title.slice(0, 2_000);
  if (!isM2) {
    const content = `# ${title}\n\n## Objectives\n\n- ${text}\n\n## Activity: ${text} (5 min)\n\n1. Clap.\n2. ${text}\n\n## Closure: ${text} (5 min)\n\nSing.\n`;
    return { format: "markdown", content };
  }
  const activity = { title: text, duration_minutes: 5, steps: ["Clap.", text], aligned_standards: [text] };
  const document = {
    version: "m2.0",
    title: `Clap. ${title}`,
    objectives: [text],
    // Of two the cover shows how long they take.
    content: { activities: [activity, { ...activity, title: `Sing. ${text}` }] },
  };
  return { format: "m2.0", content: JSON.stringify(document) };
}

async function faultsFor(text: string, isM2: boolean, style: DeckStyle): Promise<string[]> {
  const title = text.slice(0, 500);
  const lesson = { id: text.slice(0, 40), title, revision: 1, ...lessonOf(text, isM2) };
  const request = {
    presentationId: "deck",
    lesson,
    style,
    polish: false,
    createdAt: "2026-01-02T03:04:05.000Z",
  };
  const { signal } = new AbortController();
  const deck = await makeDeck(request, { llm: null, signal, budgetMs: 60_000, onStage: () => {} });
  return fileFaults(deck, isDeck);
}

test(
  `${count} hostile texts make decks whose files all open`,
  async () => {
    const text = fc.oneof(
      { arbitrary: hostileText, weight: HUGE_EVERY - 1 },
      { arbitrary: hugeText, weight: 1 },
    );
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), fc.constantFrom(...deckStyle.options), async (...values) => {
        const faults = await faultsFor(...values);
        if (faults.length > 0) throw new Error(faults.slice(0, 5).join("\n"));
      }),
      { numRuns: count, seed, endOnFailure: true },
    );
  },
  count * 10_000,
);
