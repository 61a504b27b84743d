/** One question to an OpenAI-compatible endpoint: bounded in time, size and retries, every trouble put in words. */
import { setTimeout as wait } from "node:timers/promises";
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { z } from "zod";
import { AnswerTooLargeError, boundFetch } from "./bounded-fetch";
import { ModelTrouble } from "./model-trouble";
import type { Question } from "./prompt";

export type ModelSettings = { baseUrl: string; apiKey: string; model: string };
export type TokenUsage = { promptTokens: number; completionTokens: number };
export type ModelAnswer = { text: string; usage: TokenUsage | null };

const TOO_LATE = "the language model did not answer in time";
const MAX_RETRIES = 2;
/** Doubles with each retry, unless the endpoint says how long to wait. */
const RETRY_DELAY_MS = 250;

/** What we read of a chat completion; whatever else an endpoint adds is its own affair. */
const tokenCount = z.int().min(0);
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: tokenCount, completion_tokens: tokenCount }).nullish().catch(null),
});

export class Model {
  private readonly client: OpenAI;

  /** @param endsAt when all asking must be over, in milliseconds of performance.now() */
  constructor(
    private readonly settings: ModelSettings,
    private readonly endsAt: number,
    fetcher: typeof fetch,
  ) {
    this.client = new OpenAI({
      baseURL: settings.baseUrl,
      // The client insists on a key; an endpoint of one's own may have none, and then no header is sent.
      apiKey: settings.apiKey || "none",
      defaultHeaders: settings.apiKey ? {} : { Authorization: null },
      // Its own retries sleep as long as the endpoint says and cannot be aborted.
      maxRetries: 0,
      fetch: boundFetch(fetcher),
      // Else it reads OPENAI_* variables, which are not part of our configuration.
      adminAPIKey: null,
      organization: null,
      project: null,
      logLevel: "off",
    });
  }

  /**
   * The model's text, unchecked. `signal` ends it at once, also while it waits for a retry.
   * @throws ModelTrouble for everything that goes wrong, `signal` included
   */
  async ask(question: Question, signal: AbortSignal): Promise<ModelAnswer> {
    for (let retry = 0; ; retry++) {
      try {
        return answerOf(await this.request(question, signal));
      } catch (error) {
        if (signal.aborted) throw new ModelTrouble(TOO_LATE, true);
        const delayMs = retryDelayMs(error, retry);
        if (delayMs === null || retry === MAX_RETRIES) throw troubleOf(error);
        if (performance.now() + delayMs >= this.endsAt) throw waitTrouble(error, delayMs);
        await wait(delayMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async request({ system, data, format }: Question, signal: AbortSignal): Promise<unknown> {
    // The client leaves its listeners on the signal it gets; a signal of its own for each request goes away with them.
    const own = new AbortController();
    const abort = () => own.abort();
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    try {
      return await this.client.chat.completions.create(
        {
          model: this.settings.model,
          messages: [
            { role: "system", content: system },
            { role: "user", content: data },
          ],
          response_format: format,
        },
        { signal: own.signal, timeout: Math.max(Math.ceil(this.endsAt - performance.now()), 1) },
      );
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }
}

function answerOf(body: unknown): ModelAnswer {
  const parsed = completion.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (choice === undefined) {
    throw new ModelTrouble("the language model's answer is not a chat completion", true);
  }
  const { content, refusal } = choice.message;
  if (refusal) throw new ModelTrouble("the language model refused", false);
  if (choice.finish_reason === "length")
    throw new ModelTrouble("the language model's answer is cut off", false);
  if (!content) throw new ModelTrouble("the language model's answer is empty", false);
  const usage = parsed.data?.usage;
  return {
    text: content,
    usage: usage ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens } : null,
  };
}

/** How long to wait before asking again; null where asking again is useless. */
function retryDelayMs(error: unknown, retry: number): number | null {
  const defaultMs = RETRY_DELAY_MS * 2 ** retry;
  if (!(error instanceof APIError) || error.cause instanceof AnswerTooLargeError) return null;
  if (error instanceof APIConnectionError) return defaultMs;
  const isPassing =
    error.status === 408 || error.status === 409 || error.status === 429 || error.status >= 500;
  return isPassing ? (retryAfterMs(error.headers?.get("retry-after")) ?? defaultMs) : null;
}

/** Of a Retry-After header: seconds or a date. */
function retryAfterMs(header: string | null | undefined): number | null {
  if (header === null || header === undefined) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(date - Date.now(), 0);
}

function waitTrouble(error: unknown, delayMs: number): ModelTrouble {
  const asked = error instanceof APIError && error.headers?.has("retry-after");
  if (!asked) return troubleOf(error);
  return new ModelTrouble(
    `the language model asks to wait ${Math.ceil(delayMs / 1000)} seconds, longer than there is time`,
    true,
    { cause: error },
  );
}

function troubleOf(error: unknown): ModelTrouble {
  if (error instanceof ModelTrouble) return error;
  const because = { cause: error };
  if (error instanceof APIError && error.cause instanceof AnswerTooLargeError) {
    return new ModelTrouble("the language model's answer is too large", true, because);
  }
  if (error instanceof APIConnectionTimeoutError) return new ModelTrouble(TOO_LATE, true, because);
  if (error instanceof APIConnectionError) {
    return new ModelTrouble("the language model could not be reached", true, because);
  }
  if (error instanceof APIError && error.status !== undefined) {
    return new ModelTrouble(`the language model answered with status ${error.status}`, true, because);
  }
  if (error instanceof SyntaxError)
    return new ModelTrouble("the language model's answer is not JSON", true, because);
  return new ModelTrouble("the language model could not be asked", true, because);
}
