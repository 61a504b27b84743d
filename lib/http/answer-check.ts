/**
 * A place where tests look at every answer of every declared route, to hold it against its declaration. Nobody looks in
 * production.
 */
import type { AnyEndpoint } from "@/lib/contract/endpoint";

export type AnswerCheck = (endpoint: AnyEndpoint, answer: Response) => Promise<void>;

const shared = globalThis as typeof globalThis & { __presentationJobsAnswerCheck?: AnswerCheck };

/** From now on `check` sees every answer; what it throws goes to the one who called the route. */
export function setAnswerCheck(check: AnswerCheck): void {
  shared.__presentationJobsAnswerCheck = check;
}

export async function checkAnswer(endpoint: AnyEndpoint, answer: Response): Promise<void> {
  await shared.__presentationJobsAnswerCheck?.(endpoint, answer);
}
