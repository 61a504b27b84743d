/** Finished decks: read, drawn, downloaded, made again, deleted. */
import { z } from "zod";
import { deckLayout } from "../deck-layout";
import {
  deckDeletionQuery,
  deckListQuery,
  exportQuery,
  layoutQuery,
  presentation,
  presentationSummary,
  styleInfo,
} from "../decks";
import { endpoint } from "../endpoint";
import { idempotencyErrors, idempotencyHeaders } from "../idempotency";
import { generateValueCodes, regenerateInput } from "../jobs";
import { deckPath, lessonPath } from "../path-ids";
import { stylePreview } from "../style-previews";
import { exampleDeckId, exampleLessonId } from "./example-ids";
import { jobQueued } from "./job-queued";

const ofOneDeck = ["presentation_not_found"] as const;
const ofOneLesson = ["lesson_not_found", "lesson_access_denied"] as const;
const theDeck = { presentation_id: exampleDeckId };
const unknownDeck = {
  name: "An unknown deck",
  params: { presentation_id: "00000000-0000-4000-8000-000000000000" },
  status: 404,
  error: "presentation_not_found",
} as const;

export const listStyles = endpoint({
  id: "listStyles",
  method: "GET",
  path: "/api/presentations/styles",
  access: "deck:read",
  tag: "Decks",
  summary: "List the styles",
  answers: {
    200: {
      description: "The styles that a deck may have",
      schema: z.array(styleInfo),
      example: [{ id: "default", name: "Default", description: "Calm colours on white" }],
    },
  },
  examples: [{ name: "All styles", status: 200 }],
});

export const previewStyles = endpoint({
  id: "previewStyles",
  method: "GET",
  path: "/api/presentations/styles/previews",
  access: "deck:read",
  tag: "Decks",
  summary: "Show the styles",
  description: "Pages of a sample lesson in each style, as drawn. Lengths are points.",
  answers: { 200: { description: "The styles with their pages", schema: z.array(stylePreview) } },
  examples: [{ name: "All styles", status: 200 }],
});

export const latestPresentation = endpoint({
  id: "latestPresentation",
  method: "GET",
  path: "/api/presentations/lessons/{lesson_id}/latest",
  access: "deck:read",
  tag: "Decks",
  summary: "Read a lesson's newest deck",
  params: lessonPath,
  answers: {
    200: { description: "The newest deck that is not stale, or `null`", schema: presentation.nullable() },
  },
  errors: ofOneLesson,
  examples: [{ name: "Of a lesson", params: { lesson_id: exampleLessonId }, status: 200 }],
});

export const listPresentations = endpoint({
  id: "listPresentations",
  method: "GET",
  path: "/api/presentations/lessons/{lesson_id}/presentations",
  access: "deck:read",
  tag: "Decks",
  summary: "List a lesson's decks",
  params: lessonPath,
  query: deckListQuery,
  answers: { 200: { description: "The decks, newest first", schema: z.array(presentationSummary) } },
  errors: ofOneLesson,
  examples: [
    {
      name: "Stale ones too",
      params: { lesson_id: exampleLessonId },
      query: { include_stale: "true", limit: "5" },
      status: 200,
    },
  ],
});

export const getPresentation = endpoint({
  id: "getPresentation",
  method: "GET",
  path: "/api/presentations/{presentation_id}",
  access: "deck:read",
  tag: "Decks",
  summary: "Read a deck",
  params: deckPath,
  answers: { 200: { description: "The deck with its slides and downloads", schema: presentation } },
  errors: ofOneDeck,
  examples: [{ name: "A deck", params: theDeck, status: 200 }, unknownDeck],
});

export const layoutPresentation = endpoint({
  id: "layoutPresentation",
  method: "GET",
  path: "/api/presentations/{presentation_id}/layout",
  access: "deck:read",
  tag: "Decks",
  summary: "Read a deck's pages as drawn",
  description:
    "Every text and shape with its place, as PowerPoint, PDF and the preview draw them. Lengths are points.",
  params: deckPath,
  query: layoutQuery,
  answers: { 200: { description: "The pages", schema: deckLayout } },
  errors: ofOneDeck,
  examples: [
    { name: "A deck", params: theDeck, status: 200 },
    { name: "Its cover", params: theDeck, query: { pages: "1" }, status: 200 },
  ],
});

export const exportPresentation = endpoint({
  id: "exportPresentation",
  method: "GET",
  path: "/api/presentations/{presentation_id}/export",
  access: "deck:read",
  tag: "Decks",
  summary: "Download a deck",
  description:
    "How many bytes the file has stands in the deck's `export_assets`. The JSON holds to the schema at `/api/presentations/schema/p1.0`.",
  params: deckPath,
  query: exportQuery,
  valueCodes: { format: "invalid_export_format" },
  answers: {
    200: {
      description: "The file",
      mediaTypes: [
        "application/json",
        "text/markdown",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/pdf",
      ],
      headers: {
        "Content-Disposition": "`attachment` with the file's name (RFC 6266)",
        ETag: "The SHA-256 of the file, in quotes; none of files of an earlier version",
      },
    },
    304: { description: "The file is the one that `If-None-Match` names" },
  },
  errors: [...ofOneDeck, "presentation_not_ready"],
  examples: [
    { name: "As Markdown", params: theDeck, query: { format: "markdown" }, status: 200 },
    { name: "The handout", params: theDeck, query: { format: "pdf", handout: "true" }, status: 200 },
    { ...unknownDeck, query: { format: "pdf" } },
  ],
});

export const deckSchema = endpoint({
  id: "deckSchema",
  method: "GET",
  path: "/api/presentations/schema/p1.0",
  access: "everybody",
  tag: "Decks",
  summary: "Read the schema of the JSON export",
  description: "JSON Schema 2020-12 of every `p1.0` document.",
  answers: {
    200: { description: "The schema", schema: z.looseObject({ $schema: z.string(), $id: z.string() }) },
  },
  examples: [{ name: "Read", status: 200 }],
});

export const regeneratePresentation = endpoint({
  id: "regeneratePresentation",
  method: "POST",
  path: "/api/presentations/{presentation_id}/regenerate",
  access: "job:create",
  tag: "Decks",
  summary: "Make a deck again",
  description:
    "Queues a job for the deck's lesson as it is now. What is left out of style, polish, time limit and priority stays as in the deck's own job, as long as that is stored.",
  params: deckPath,
  headers: idempotencyHeaders,
  body: regenerateInput,
  optionalBody: true,
  valueCodes: generateValueCodes,
  answers: { 200: jobQueued },
  errors: [...ofOneDeck, ...ofOneLesson, ...idempotencyErrors],
  examples: [
    { name: "As it was", params: theDeck, status: 200 },
    { name: "In another style", params: theDeck, body: { style: "high-contrast" }, status: 200 },
  ],
});

export const deletePresentation = endpoint({
  id: "deletePresentation",
  method: "DELETE",
  path: "/api/presentations/{presentation_id}",
  access: "deck:write",
  tag: "Decks",
  summary: "Delete a deck",
  description:
    "With its files, except those that another deck has as well. The reason goes to the audit log.",
  params: deckPath,
  query: deckDeletionQuery,
  answers: { 204: { description: "The deck is gone" } },
  errors: ofOneDeck,
  examples: [{ name: "A deck", params: theDeck, status: 204 }],
});

export const deckEndpoints = [
  listStyles,
  previewStyles,
  latestPresentation,
  listPresentations,
  getPresentation,
  layoutPresentation,
  exportPresentation,
  deckSchema,
  regeneratePresentation,
  deletePresentation,
];
