/** What one attempt has to do with the language model: whether it may ask, and what it used and learnt, for the jobs after it. */
import type { Logger } from "pino";
import type { Config } from "@/lib/config";
import type { LlmUsage } from "@/lib/contract/jobs";
import type { Db } from "@/lib/db/client";
import { mayAskModel, noteAnswer, noteFailure } from "@/lib/llm/circuit";
import { recordUse } from "@/lib/llm/record-use";
import { usageOf } from "@/lib/llm/usage";
import type { ModelUse } from "@/lib/presentations/polish/ask-model";
import type { EndpointReport } from "@/lib/presentations/polish/polish-deck";

export class AttemptModelUse {
  #use: ModelUse | null = null;

  constructor(
    private readonly db: Db,
    private readonly llm: Config["llm"],
    private readonly leaseToken: string,
    private readonly log: Logger,
  ) {}

  /** Whether the model rests. Without one there is nothing to ask. */
  async isResting(): Promise<boolean> {
    return this.llm !== null && !(await mayAskModel(this.db));
  }

  add(use: ModelUse): void {
    this.#use = use;
  }

  /** Null: the model was not asked. */
  get usage(): LlmUsage | null {
    return this.#use && this.llm && usageOf(this.#use, this.llm.model, this.llm.prices);
  }

  /** Once, when the attempt is over, however it ended. The deck is worth more than these numbers: it never rejects. */
  async record(endpoint: EndpointReport): Promise<void> {
    const { usage } = this;
    if (usage === null) return;
    try {
      const change = await this.db.$transaction(async (tx) => {
        await recordUse(tx, this.leaseToken, usage);
        if (endpoint.state === "answered") return (await noteAnswer(tx)) ? "well" : null;
        return endpoint.state === "failed" && (await noteFailure(tx, endpoint)) ? "resting" : null;
      });
      if (change === "well") this.log.info("language_model_answers_again");
      if (change === "resting" && endpoint.state === "failed")
        this.log.warn({ reason: endpoint.reason }, "language_model_rests");
    } catch (error) {
      this.log.warn({ err: error }, "language_model_use_not_recorded");
    }
  }
}
