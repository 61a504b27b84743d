/** What a job says about the polish of its deck; the deck itself holds it slide by slide. */
import type { DeckPolish } from "@/lib/contract/decks";
import type { LogLines } from "@/lib/jobs/log-lines";
import type { MadeDeck } from "@/lib/presentations/make-deck";

/** Beyond that the deck tells the rest. */
const MAX_KEPT_LINES = 50;
const MAX_REASONS = 20;

/** For the attempt's log: the outcome, and of a deck that is polished in part each slide that is not. */
export function logPolish({ polish, content }: Pick<MadeDeck, "polish" | "content">, log: LogLines): void {
  if (polish === null) return;
  const now = new Date();
  log.add(polish.outcome === "polished" ? "info" : "warn", polish.message, now);
  if (polish.outcome !== "partly") return;
  const numbers = new Map(content.slides.map(({ id }, index) => [id, index + 1]));
  for (const { slide_id, reason } of polish.kept.slice(0, MAX_KEPT_LINES)) {
    log.add("warn", `Slide ${numbers.get(slide_id)} keeps the outline's text: ${reason}`, now);
  }
}

/** For the job's result: counts, and the reasons with how many slides each has kept. */
export function polishSummary({ outcome, message, polished_slide_ids, kept }: DeckPolish) {
  const reasons = new Map<string, { code: string; reason: string; slides: number }>();
  for (const { code, reason } of kept) {
    const known = reasons.get(reason);
    if (known) known.slides++;
    else reasons.set(reason, { code, reason, slides: 1 });
  }
  return {
    outcome,
    message,
    polished_slides: polished_slide_ids.length,
    kept_slides: kept.length,
    kept_because: [...reasons.values()].slice(0, MAX_REASONS),
  };
}
