/** Asks about a deck's slides batch by batch, judges each answer and sums up. */
import type { DeckContent, DeckPolish, KeptCode, Slide } from "@/lib/contract/decks";
import type { Model } from "./ask-model";
import { findFault } from "./check-slide";
import { followTitles } from "./follow-titles";
import { ModelTrouble } from "./model-trouble";
import { summaryOf } from "./polish-message";
import { askToReword, batchesOf, fitsQuestion, readAnswer } from "./prompt";
import { reworded, type SlideText, titlesOfSeries } from "./slide-text";

/** Few enough for the limits of a small endpoint, enough for twenty slides within a usual job's 30 seconds. */
const QUESTIONS_AT_ONCE = 3;
/** Bounds what one deck may cost. */
const MAX_QUESTIONS = 40;

/** A slide in the model's words, or why it keeps its own. */
type Verdict = { slide: Slide } | Kept;
type Kept = { code: KeptCode; reason: string };

export type PolishedSlides = {
  content: DeckContent;
  polish: DeckPolish;
  /** What ended the asking early. */
  lastingTrouble: ModelTrouble | null;
  /** It said something, usable or not. */
  hasAnswered: boolean;
};

/** Polishes until every slide has a verdict or `signal` ends the asking; then the rest keeps the outline's text. */
export async function polishSlides(
  content: DeckContent,
  model: Model,
  signal: AbortSignal,
): Promise<PolishedSlides> {
  const polish = new Polishing(content, model, signal);
  await polish.askAll();
  return polish.result();
}

class Polishing {
  private readonly verdicts = new Map<Slide, Verdict>();
  private readonly batches: Slide[][];
  private readonly fixedTitles: ReadonlySet<string>;
  private lastingTrouble: ModelTrouble | null = null;
  private hasAnswered = false;

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
    this.keep(tooLong, {
      code: "slide_too_long",
      reason: "the slide is too long for the language model",
    });
    this.keep(batches.slice(MAX_QUESTIONS).flat(), {
      code: "deck_too_long",
      reason: "the deck has too many slides to polish them all",
    });
  }

  async askAll(): Promise<void> {
    await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, () => this.askOn()));
  }

  private async askOn(): Promise<void> {
    for (let batch = this.batches.shift(); batch !== undefined; batch = this.batches.shift()) {
      if (this.lastingTrouble === null) await this.ask(batch);
      else this.keep(batch, keptBy(this.lastingTrouble));
    }
  }

  private async ask(batch: readonly Slide[]): Promise<void> {
    try {
      const text = await this.model.ask(askToReword(this.content, batch), this.signal);
      this.hasAnswered = true;
      const answers = readAnswer(text, batch.length);
      batch.forEach((slide, index) => {
        this.verdicts.set(slide, this.verdictOn(slide, answers[index]));
      });
    } catch (error) {
      if (!(error instanceof ModelTrouble)) throw error;
      // Of several at once the first tells most: the others may only be its consequence.
      if (error.isLasting) this.lastingTrouble ??= error;
      else this.hasAnswered = true;
      this.keep(batch, keptBy(error));
    }
  }

  private verdictOn(slide: Slide, answer: SlideText | undefined): Verdict {
    if (answer === undefined) {
      return { code: "llm_invalid_response", reason: "the language model left the slide out" };
    }
    const text = this.fixedTitles.has(slide.title) ? { ...answer, title: slide.title } : answer;
    const candidate = reworded(slide, text);
    const fault = findFault(slide, candidate);
    if (fault === null) return { slide: candidate };
    return { code: "wording_refused", reason: `the new wording was refused, ${fault}` };
  }

  private keep(slides: readonly Slide[], kept: Kept): void {
    for (const slide of slides) this.verdicts.set(slide, kept);
  }

  result(): PolishedSlides {
    const polished: string[] = [];
    const kept: DeckPolish["kept"] = [];
    const slides = this.content.slides.map((slide) => {
      const verdict = this.verdicts.get(slide) ?? NOT_ASKED;
      if ("reason" in verdict) {
        kept.push({ slide_id: slide.id, ...verdict });
        return slide;
      }
      polished.push(slide.id);
      return verdict.slide;
    });
    return {
      content: { ...this.content, slides: followTitles(this.content.slides, slides) },
      polish: { ...summaryOf(polished.length, kept), polished_slide_ids: polished, kept },
      lastingTrouble: this.lastingTrouble,
      hasAnswered: this.hasAnswered,
    };
  }
}

const NOT_ASKED: Kept = { code: "no_time", reason: "the language model was not asked" };

const keptBy = ({ code, message }: ModelTrouble): Kept => ({ code, reason: message });
