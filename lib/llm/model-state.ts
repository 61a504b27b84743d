/** How the language model does, for administrators and for Prometheus. */
import { config } from "@/lib/config";
import type { LanguageModelState } from "@/lib/contract/queue";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

type Row = {
  failures: number;
  rests_until: Date | null;
  trouble: string | null;
  trouble_at: Date | null;
  requests: bigint;
  prompt_tokens: bigint;
  completion_tokens: bigint;
  cost: number;
  is_over: number | boolean;
};

export async function readModelState(): Promise<LanguageModelState> {
  const rows = await db().$queryRaw<[Row]>`
    SELECT language_model.*, CASE WHEN rests_until <= ${sql.now} THEN 1 ELSE 0 END AS is_over FROM language_model`;
  const [row] = rows;
  const { llm } = config();
  const isResting = row.rests_until !== null;
  return {
    configured: llm !== null,
    state: !isResting ? "closed" : Number(row.is_over) === 1 ? "half_open" : "open",
    consecutive_failures: row.failures,
    rests_until: row.rests_until?.toISOString() ?? null,
    trouble: row.failures > 0 ? row.trouble : null,
    trouble_at: row.failures > 0 ? (row.trouble_at?.toISOString() ?? null) : null,
    requests: Number(row.requests),
    prompt_tokens: Number(row.prompt_tokens),
    completion_tokens: Number(row.completion_tokens),
    cost: llm?.prices ? row.cost : null,
    currency: llm?.prices?.currency ?? null,
  };
}
