/** Holds the answers of routes against their declarations while tests run: nothing undeclared leaves a route. */
import { isDeepStrictEqual } from "node:util";
import { type Answer, type AnyEndpoint, errorsOf } from "@/lib/contract/endpoint";
import { problem } from "@/lib/contract/problem";
import { setAnswerCheck } from "@/lib/http/answer-check";

/** From now on a route whose answer is not as declared throws. */
export function checkAnswers(): void {
  setAnswerCheck(check);
}

async function check(endpoint: AnyEndpoint, answer: Response): Promise<void> {
  const fault = await faultOf(endpoint, answer);
  if (fault !== null) {
    throw new Error(`${endpoint.id} answered ${answer.status} otherwise than declared: ${fault}`);
  }
}

/** What of `answer` is not as `endpoint` declares, or null. */
export async function faultOf(endpoint: AnyEndpoint, answer: Response): Promise<string | null> {
  if (answer.headers.get("content-type") !== "application/problem+json") {
    const declared = endpoint.answers[answer.status];
    return declared ? faultOfAnswer(declared, answer) : "this status is not declared";
  }
  const body = problem.safeParse(await answer.clone().json());
  if (!body.success) return `no problem: ${body.error.message}`;
  const { code } = body.data.error;
  const isDeclared = errorsOf(endpoint).some(
    (error) => error.code === code && error.status === answer.status,
  );
  return isDeclared ? null : `the error ${answer.status} ${code} is not declared`;
}

async function faultOfAnswer(declared: Answer, answer: Response): Promise<string | null> {
  const type = answer.headers.get("content-type")?.split(";")[0] ?? null;
  const types = declared.events ? ["text/event-stream"] : declared.mediaTypes;
  if (types) return type !== null && types.includes(type) ? null : `it is ${type}, not ${types.join(" or ")}`;
  if (!declared.schema) return answer.body === null ? null : "it has a body";
  if (type !== "application/json") return `it is ${type}, not application/json`;
  const body: unknown = await answer.clone().json();
  const parsed = declared.schema.safeParse(body);
  if (!parsed.success) return parsed.error.message;
  return isDeepStrictEqual(parsed.data, body)
    ? null
    : `it has fields that are not declared: ${JSON.stringify(body)}`;
}
