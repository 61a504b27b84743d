import type { KeptCode } from "@/lib/contract/decks";

export type TroubleCode = Extract<KeptCode, `llm_${string}`>;

export type TroubleFacts = {
  code: TroubleCode;
  /** The next question would meet the same, so asking on is useless. */
  isLasting?: boolean;
  /** The endpoint is to blame and not the question: other jobs would meet the same (lib/llm/circuit.ts). */
  isOutage?: boolean;
  /** How long the endpoint asks to be left alone. */
  retryAfterMs?: number;
  cause?: unknown;
};

/** Why there is no usable answer, as the end of a sentence: "the language model answered with status 401". */
export class ModelTrouble extends Error {
  override name = "ModelTrouble";
  readonly code: TroubleCode;
  readonly isLasting: boolean;
  readonly isOutage: boolean;
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    { code, isLasting = false, isOutage = false, retryAfterMs, cause }: TroubleFacts,
  ) {
    super(message, { cause });
    this.code = code;
    this.isLasting = isLasting;
    this.isOutage = isOutage;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}
