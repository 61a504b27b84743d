/** Asks about a deck's slides batch by batch, judges each answer and sums up. */
import type { DeckContent, Slide } from "@/lib/contract/decks";
import type { Model, TokenUsage } from "./ask-model";
import { findFault } from "./check-slide";
import { ModelTrouble } from "./model-trouble";
import type { PolishResult } from "./polish-deck";
import { summaryOf } from "./polish-message";
import { askToReword, batchesOf, fitsQuestion, readAnswer } from "./prompt";
import { reworded, type SlideText, titlesOfSeries } from "./slide-text";

/** Few enough for the limits of a small endpoint, enough for twenty slides within a usual job's 30 seconds. */
const QUESTIONS_AT_ONCE = 3;
/** Bounds what one deck may cost. */
const MAX_QUESTIONS = 40;

/** A slide in the model's words, or why it keeps its own. */
type Verdict = { slide: Slide } | { reason: string };

/** Polishes until every slide has a verdict or `signal` ends the asking; then the rest keeps the outline's text. */
export async function polishSlides(
  content: DeckContent,
  model: Model,
  signal: AbortSignal,
): Promise<PolishResult> {
  const polish = new DeckPolish(content, model, signal);
  await polish.askAll();
  return polish.result();
}

class DeckPolish {
  private readonly verdicts = new Map<Slide, Verdict>();
  private readonly batches: Slide[][];
  private readonly fixedTitles: ReadonlySet<string>;
  private usage: TokenUsage | null = null;
  /** Once set, asking on is useless. */
  private lastingTrouble: string | null = null;

  constructor(
    private readonly content: DeckContent,
    private readonly model: Model,
    private readonly signal: AbortSignal,
  ) {
    const { slides } = content;
    this.fixedTitles = titlesOfSeries(slides);
    const tooLong = slides.filter((slide) => !fitsQuestion(slide));
    const batches = batchesOf(slides.filter(fitsQuestion));
    this.batches = batches.slice(0, MAX_QUESTIONS);
    this.keep(tooLong, "the slide is too long for the language model");
    this.keep(batches.slice(MAX_QUESTIONS).flat(), "the deck has too many slides to polish them all");
  }

  async askAll(): Promise<void> {
    await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, () => this.askOn()));
  }

  private async askOn(): Promise<void> {
    for (let batch = this.batches.shift(); batch !== undefined; batch = this.batches.shift()) {
      if (this.lastingTrouble === null) await this.ask(batch);
      else this.keep(batch, this.lastingTrouble);
    }
  }

  private async ask(batch: readonly Slide[]): Promise<void> {
    try {
      const { text, usage } = await this.model.ask(askToReword(this.content, batch), this.signal);
      this.count(usage);
      const answers = readAnswer(text, batch.length);
      batch.forEach((slide, index) => {
        this.verdicts.set(slide, this.verdictOn(slide, answers[index]));
      });
    } catch (error) {
      if (!(error instanceof ModelTrouble)) throw error;
      if (error.isLasting) this.lastingTrouble = error.message;
      this.keep(batch, error.message);
    }
  }

  private verdictOn(slide: Slide, answer: SlideText | undefined): Verdict {
    if (answer === undefined) return { reason: "the language model left the slide out" };
    const text = this.fixedTitles.has(slide.title) ? { ...answer, title: slide.title } : answer;
    const candidate = reworded(slide, text);
    const fault = findFault(slide, candidate);
    return fault === null ? { slide: candidate } : { reason: `the new wording was refused, ${fault}` };
  }

  private keep(slides: readonly Slide[], reason: string): void {
    for (const slide of slides) this.verdicts.set(slide, { reason });
  }

  private count(usage: TokenUsage | null): void {
    if (usage === null) return;
    this.usage = {
      promptTokens: (this.usage?.promptTokens ?? 0) + usage.promptTokens,
      completionTokens: (this.usage?.completionTokens ?? 0) + usage.completionTokens,
    };
  }

  result(): PolishResult {
    const polishedSlideIds: string[] = [];
    const kept: PolishResult["kept"] = [];
    const slides = this.content.slides.map((slide) => {
      const verdict = this.verdicts.get(slide) ?? { reason: "the language model was not asked" };
      if ("reason" in verdict) {
        kept.push({ slideId: slide.id, reason: verdict.reason });
        return slide;
      }
      polishedSlideIds.push(slide.id);
      return verdict.slide;
    });
    return {
      content: { ...this.content, slides },
      ...summaryOf(polishedSlideIds.length, kept),
      polishedSlideIds,
      kept,
      usage: this.usage,
    };
  }
}
