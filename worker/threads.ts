/** The threads that make decks. A thread that must stop is ended from outside; the pool then starts a fresh one. */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import Piscina from "piscina";
import type { DeckRequest } from "@/lib/presentations/make-deck";
import type { ModelUse } from "@/lib/presentations/polish/ask-model";
import type { Generated, GenerateTask, StageMessage, ThreadMessage } from "./generate";

/** A deck of 500 slides with every script's fonts stays well below; a thread that needs more is running away. */
const THREAD_HEAP_MB = 512;

export type GenerateOptions = {
  budgetMs: number;
  /** The language model is not asked. */
  isModelResting?: boolean;
  signal: AbortSignal;
  onStage: (message: StageMessage) => void;
  onModelUse?: (use: ModelUse) => void;
};

/** The thread died under the work: it crashed, or its memory ran out. */
export class ThreadDiedError extends Error {
  override name = "ThreadDiedError";
}

export class GenerationThreads {
  readonly #pool: Piscina<GenerateTask, Generated>;

  /** @param entry address of the thread's module; tests bring one that misbehaves */
  constructor(slots: number, entry = new URL("./generate.ts", import.meta.url)) {
    this.#pool = new Piscina({
      filename: entry.href,
      minThreads: slots,
      maxThreads: slots,
      // Said here and not inherited, so that a thread is the same whoever starts the pool.
      execArgv: entry.pathname.endsWith(".ts") ? ["--import", "tsx"] : [],
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
    });
    // Thread errors reach their own task; an "error" event without a listener would end the process.
    this.#pool.on("error", () => {});
  }

  /**
   * Makes a deck in a thread of its own.
   * @throws the reason of `signal` when that ended the thread; ThreadDiedError when the thread died by itself
   */
  async generate(request: DeckRequest, options: GenerateOptions): Promise<Generated> {
    const { budgetMs, isModelResting = false } = options;
    const { port1, port2 } = new MessageChannel();
    const onMessage = (message: ThreadMessage) =>
      "stage" in message ? options.onStage(message) : options.onModelUse?.(message.modelUse);
    port1.on("message", onMessage);
    try {
      const task = { request, budgetMs, isModelResting, port: port2 };
      return await this.#pool.run(task, { transferList: [port2], signal: options.signal });
    } catch (error) {
      options.signal.throwIfAborted();
      throw new ThreadDiedError("The thread that made the deck died", { cause: error });
    } finally {
      // What the thread said last comes on a way of its own, which the result, or the thread's end, may overtake.
      deliverWaiting(port1, onMessage);
      port1.close();
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

function deliverWaiting(port: MessagePort, onMessage: (message: ThreadMessage) => void): void {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
    onMessage(next.message);
}
