/** What the wrapper writes into the audit log: every refusal, and every change that the work has not recorded itself. */
import { recordAuditSoon } from "@/lib/audit/buffer";
import { auditContext } from "@/lib/audit/context";
import { recordDenial } from "@/lib/audit/denials";
import type { Caller } from "@/lib/auth/caller";
import type { AnyEndpoint } from "@/lib/contract/endpoint";
import { AppError } from "@/lib/errors";

/** What is known of a request so far. */
export type Seen = { caller: Caller | null; params: Record<string, unknown> };

/** Runs `work`, which fills `seen` as it goes. */
export async function audited(
  { id, method }: AnyEndpoint,
  work: (seen: Seen) => Promise<Response>,
): Promise<Response> {
  const seen: Seen = { caller: null, params: {} };
  try {
    const answer = await work(seen);
    const context = auditContext();
    if (method !== "GET" && seen.caller && answer.ok && !context?.recorded) {
      const { target, details = {} } = context ?? {};
      const named = target ? { target } : targetOf(seen.params);
      await recordAuditSoon({ actor: seen.caller, action: id, ...named, details });
    }
    return answer;
  } catch (error) {
    if (error instanceof AppError && (error.status === 401 || error.status === 403)) {
      const details = { code: error.code };
      await recordDenial({
        actor: seen.caller ?? "anonymous",
        action: id,
        ...targetOf(seen.params),
        details,
      });
    }
    throw error;
  }
}

/** `{ job_id: "1" }` → the job 1. */
function targetOf(params: Seen["params"]): { target?: { type: string; id: string } } {
  const last = Object.entries(params).at(-1);
  return last ? { target: { type: last[0].replace(/_id$/, ""), id: String(last[1]) } } : {};
}
