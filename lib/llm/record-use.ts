/** Writes down what an attempt asked of the language model, whatever becomes of the attempt: it is paid for. */
import type { LlmUsage } from "@/lib/contract/jobs";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

/** Once an attempt: the sums count it each time. @param leaseToken names the attempt, also when its lease is lost */
export async function recordUse(db: DbOrTransaction, leaseToken: string, usage: LlmUsage): Promise<void> {
  await db.$executeRaw`
    UPDATE job_attempts SET llm_usage = ${JSON.stringify(usage)} WHERE lease_token = ${leaseToken}`;
  await db.$executeRaw`
    UPDATE language_model SET requests = requests + ${usage.requests},
      prompt_tokens = prompt_tokens + ${usage.prompt_tokens ?? 0},
      completion_tokens = completion_tokens + ${usage.completion_tokens ?? 0},
      cost = cost + ${sql.float(usage.cost ?? 0)}`;
}
