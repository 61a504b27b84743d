/** What a job says about the polish of its deck: one sentence without a full stop. */
import type { DeckPolish } from "@/lib/contract/decks";

export function outlineMessage(reason: string): string {
  return `Made from the outline: ${reason}`;
}

/** `kept`: the slides that kept the outline's text; the first one's reason stands for all. */
export function summaryOf(
  polished: number,
  kept: DeckPolish["kept"],
): Pick<DeckPolish, "outcome" | "message"> {
  const [first] = kept;
  if (first === undefined) {
    return { outcome: "polished", message: `Polished ${polished} ${polished === 1 ? "slide" : "slides"}` };
  }
  if (polished === 0) return { outcome: "unavailable", message: outlineMessage(first.reason) };
  const count = kept.length === 1 ? "1 keeps" : `${kept.length} keep`;
  const total = polished + kept.length;
  return {
    outcome: "partly",
    message: `Polished ${polished} of ${total} slides; ${count} the outline's text: ${first.reason}`,
  };
}
