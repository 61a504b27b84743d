/** One question to an OpenAI-compatible endpoint: bounded in time, size and retries, every trouble put in words. */
import { setTimeout as wait } from "node:timers/promises";
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { z } from "zod";
import { AnswerTooLargeError, boundFetch } from "./bounded-fetch";
import { ModelTrouble } from "./model-trouble";
import type { Question } from "./prompt";

export type ModelSettings = { baseUrl: string; apiKey: string; model: string };
/** Requests that were sent, whatever came of them, and the tokens of all answers; null: the endpoint counts none. */
export type ModelUse = {
  requests: number;
  promptTokens: number | null;
  completionTokens: number | null;
};

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

export type ModelOptions = {
  /** When all asking must be over, in milliseconds of performance.now(). */
  endsAt: number;
  fetch: typeof fetch;
  /** Gets the whole use so far, with each request and each answer. */
  onUse: (use: ModelUse) => void;
};

export class Model {
  private readonly client: OpenAI;
  private use: ModelUse = { requests: 0, promptTokens: null, completionTokens: null };

  constructor(
    private readonly settings: ModelSettings,
    private readonly options: ModelOptions,
  ) {
    this.client = new OpenAI({
      baseURL: settings.baseUrl,
      // The client insists on a key; an endpoint of one's own may have none, and then no header is sent.
      apiKey: settings.apiKey || "none",
      defaultHeaders: settings.apiKey ? {} : { Authorization: null },
      // Its own retries sleep as long as the endpoint says and cannot be aborted.
      maxRetries: 0,
      fetch: boundFetch(options.fetch),
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
  async ask(question: Question, signal: AbortSignal): Promise<string> {
    for (let retry = 0; ; retry++) {
      try {
        return this.read(await this.request(question, signal));
      } catch (error) {
        if (signal.aborted) throw tooLate();
        const delayMs = retryDelayMs(error, retry);
        if (delayMs === null || retry === MAX_RETRIES) throw troubleOf(error);
        if (performance.now() + delayMs >= this.options.endsAt) throw waitTrouble(error, delayMs);
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
    else this.count({ requests: 1 });
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
        { signal: own.signal, timeout: Math.max(Math.ceil(this.options.endsAt - performance.now()), 1) },
      );
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  /** An answer that nobody can use is paid for all the same. */
  private read(body: unknown): string {
    const parsed = completion.safeParse(body);
    const choice = parsed.data?.choices[0];
    if (choice === undefined) throw outage("the language model's answer is not a chat completion");
    const usage = parsed.data?.usage;
    if (usage) this.count({ promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens });
    const { content, refusal } = choice.message;
    if (refusal) throw useless("the language model refused");
    if (choice.finish_reason === "length") throw useless("the language model's answer is cut off");
    if (!content) throw useless("the language model's answer is empty");
    return content;
  }

  private count({ requests = 0, promptTokens = null, completionTokens = null }: Partial<ModelUse>): void {
    const sum = (a: number | null, b: number | null) =>
      a === null && b === null ? null : (a ?? 0) + (b ?? 0);
    this.use = {
      requests: this.use.requests + requests,
      promptTokens: sum(this.use.promptTokens, promptTokens),
      completionTokens: sum(this.use.completionTokens, completionTokens),
    };
    this.options.onUse(this.use);
  }
}

const useless = (message: string) => new ModelTrouble(message, { code: "llm_invalid_response" });
const outage = (message: string, cause?: unknown) =>
  new ModelTrouble(message, { code: "llm_invalid_response", isLasting: true, isOutage: true, cause });
const tooLate = (cause?: unknown) =>
  new ModelTrouble(TOO_LATE, { code: "llm_timeout", isLasting: true, isOutage: true, cause });

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
  const trouble = troubleOf(error);
  const isAsked = error instanceof APIError && error.headers?.has("retry-after");
  if (!isAsked) return trouble;
  return new ModelTrouble(
    `the language model asks to wait ${Math.ceil(delayMs / 1000)} seconds, longer than there is time`,
    { code: trouble.code, isLasting: true, isOutage: true, retryAfterMs: delayMs, cause: error },
  );
}

/** These say that the question is at fault; the same may hold for its neighbours, but not for other lessons. */
const ABOUT_THE_QUESTION = new Set([400, 413, 422]);

function troubleOf(error: unknown): ModelTrouble {
  if (error instanceof ModelTrouble) return error;
  if (error instanceof APIError && error.cause instanceof AnswerTooLargeError) {
    return outage("the language model's answer is too large", error);
  }
  if (error instanceof APIConnectionTimeoutError) return tooLate(error);
  if (error instanceof SyntaxError) return outage("the language model's answer is not JSON", error);
  const facts = { code: "llm_unavailable", isLasting: true, isOutage: true, cause: error } as const;
  if (error instanceof APIConnectionError) {
    return new ModelTrouble("the language model could not be reached", facts);
  }
  if (!(error instanceof APIError) || error.status === undefined) {
    return new ModelTrouble("the language model could not be asked", facts);
  }
  return new ModelTrouble(`the language model answered with status ${error.status}`, {
    ...facts,
    code: error.status === 429 ? "llm_rate_limited" : "llm_unavailable",
    isOutage: !ABOUT_THE_QUESTION.has(error.status),
  });
}
