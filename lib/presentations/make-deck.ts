/** From a lesson to a finished deck with its files in memory: parse → outline → polish → render. Knows no queue. */
import type { DeckContent, DeckFileKind, DeckPolish, DeckStyle } from "@/lib/contract/decks";
import { describeError, type ErrorCode } from "@/lib/contract/errors";
import type { ContentFormat } from "@/lib/contract/lessons";
import { layoutDeck } from "./layout/layout-deck";
import { LessonParseError } from "./lesson/lesson-parse-error";
import { parseLesson } from "./lesson/parse-lesson";
import { outlineDeck } from "./outline/outline-deck";
import { type EndpointReport, type PolishOptions, polishDeck } from "./polish/polish-deck";
import { renderHandout } from "./render/handout";
import { renderJson } from "./render/json";
import { renderMarkdown } from "./render/markdown";
import { renderPdf } from "./render/pdf";
import { renderPptx } from "./render/pptx";

export type DeckRequest = {
  presentationId: string;
  lesson: {
    id: string;
    title: string /** As stored: Markdown, or an m2.0 document's JSON. */;
    content: string;
    format: ContentFormat;
    revision: number;
  };
  style: DeckStyle;
  polish: boolean;
  /** ISO 8601 UTC; stands in the files. */
  createdAt: string;
};

export type MakeDeckOptions = Pick<PolishOptions, "llm" | "isModelResting" | "onModelUse"> & {
  /** When this aborts, the polish ends and makeDeck throws its reason. */
  signal: AbortSignal;
  /** Time the whole deck may take; the polish leaves enough of it for rendering. */
  budgetMs: number;
  onStage: (stage: "parse" | "outline" | "polish" | "render", message: string) => void;
};

export type MadeDeck = {
  content: DeckContent;
  /** Null: nobody asked for it. */
  polish: DeckPolish | null;
  endpoint: EndpointReport;
  /** Slides as drawn: one whose text does not fit continues on a next page. */
  pageCount: number;
  files: { format: DeckFileKind; bytes: Uint8Array }[];
};

/** A deck that cannot be made. `retryable`: another try may work. */
export class DeckError extends Error {
  override name = "DeckError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly retryable: boolean,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** Rendering a usual deck takes about a second; this share of the time limit is kept for it on slower machines. */
const RENDER_SHARE = 0.4;

/** @throws DeckError */
export async function makeDeck(request: DeckRequest, options: MakeDeckOptions): Promise<MadeDeck> {
  const { lesson, style, presentationId, createdAt } = request;
  const { onStage } = options;
  const startedAt = performance.now();

  onStage("parse", "Reading the lesson");
  const parsed = readable(() =>
    parseLesson({
      title: lesson.title,
      content: lesson.format === "m2.0" ? JSON.parse(lesson.content) : lesson.content,
      format: lesson.format,
    }),
  );
  onStage("outline", "Outlining the slides");
  const outline = readable(() => outlineDeck(parsed));

  let content = outline;
  let polish: MadeDeck["polish"] = null;
  let endpoint: EndpointReport = { state: "unknown" };
  if (request.polish) {
    if (options.llm && !options.isModelResting) onStage("polish", "Polishing the wording");
    const budgetMs = options.budgetMs * (1 - RENDER_SHARE) - (performance.now() - startedAt);
    ({ content, polish, endpoint } = await polishDeck(outline, { ...options, budgetMs }));
  }

  onStage("render", `Drawing ${content.slides.length} slides`);
  const layout = layoutDeck(content, style);
  const meta = { title: content.title, language: content.language, createdAt: new Date(createdAt) };
  const files: MadeDeck["files"] = [
    { format: "pptx", bytes: await rendered("export_pptx_failed", () => renderPptx(layout, meta)) },
    { format: "pdf", bytes: await rendered("export_pdf_failed", () => renderPdf(layout, meta)) },
    { format: "handout", bytes: await rendered("export_pdf_failed", () => renderHandout(layout, meta)) },
    { format: "markdown", bytes: utf8(renderMarkdown(content)) },
    {
      format: "json",
      bytes: utf8(
        renderJson({
          presentationId,
          lessonId: lesson.id,
          lessonRevision: lesson.revision,
          style,
          createdAt,
          content,
          polish,
        }),
      ),
    },
  ];
  return { content, polish, endpoint, pageCount: layout.pages.length, files };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LessonParseError)) throw error;
    throw new DeckError("lesson_parse_failed", error.message, false, error);
  }
}

async function rendered<T>(code: ErrorCode, render: () => Promise<T>): Promise<T> {
  try {
    return await render();
  } catch (error) {
    // What the library said is in the cause; people read what it means for them.
    throw new DeckError(code, describeError(code).userMessage, true, error);
  }
}
