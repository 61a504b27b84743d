/**
 * A place where tests look at every answer of every declared route, to hold it against its declaration. Nobody looks in
 * production.
 */
import type { AnyEndpoint } from "@/lib/contract/endpoint";

export type AnswerCheck = (endpoint: AnyEndpoint, answer: Response) => Promise<void>;

let current: AnswerCheck | null = null;

/** From now on `check` sees every answer; what it throws goes to the one who called the route. */
export function setAnswerCheck(check: AnswerCheck | null): void {
  current = check;
}

export async function checkAnswer(endpoint: AnyEndpoint, answer: Response): Promise<void> {
  await current?.(endpoint, answer);
}
