/**
 * The thread's entry: one deck from a lesson, its files written under the attempt's own name. Whatever goes wrong comes back
 * as a value, because an error that crosses threads keeps neither class nor code. The pool ends the thread at the deadline.
 */
import type { MessagePort } from "node:worker_threads";
import { config } from "@/lib/config";
import type { ErrorCode } from "@/lib/contract/errors";
import { type WrittenFile, writeDeckFiles } from "@/lib/decks/files/write-files";
import type { JobStage } from "@/lib/jobs/state";
import { DeckError, type DeckRequest, type MadeDeck, makeDeck } from "@/lib/presentations/make-deck";
import type { ModelUse } from "@/lib/presentations/polish/ask-model";

export type GenerateTask = {
  request: DeckRequest;
  budgetMs: number;
  isModelResting: boolean;
  /** Takes ThreadMessages. */
  port: MessagePort;
};
/** `at`: when the stage began, Unix ms; the message may be read much later. */
export type StageMessage = { stage: JobStage; message: string; at: number };
/** Told as it grows, because a thread that is ended tells nothing more. */
export type UseMessage = { modelUse: ModelUse };
export type ThreadMessage = StageMessage | UseMessage;

export type Generated =
  | (Omit<MadeDeck, "files"> & { kind: "deck"; files: WrittenFile[] })
  | { kind: "error"; code: ErrorCode; message: string; retryable: boolean; stack: string | null };

export default async function generate(task: GenerateTask): Promise<Generated> {
  const { request, budgetMs, isModelResting, port } = task;
  const post = (message: ThreadMessage) => port.postMessage(message);
  const onStage = (stage: JobStage, message: string) => post({ stage, message, at: Date.now() });
  try {
    const deck = await makeDeck(request, {
      llm: config().llm,
      isModelResting,
      budgetMs,
      onStage,
      onModelUse: (modelUse) => post({ modelUse }),
      signal: new AbortController().signal,
    });
    onStage("publish", "Storing the files");
    const files = await stored(() => writeDeckFiles(request.presentationId, deck.files));
    return { kind: "deck", ...deck, files };
  } catch (error) {
    return failure(error);
  } finally {
    port.close();
  }
}

async function stored<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw new DeckError("export_storage_failed", "The deck's files could not be stored", true, error);
  }
}

function failure(error: unknown): Generated {
  if (error instanceof DeckError) {
    const { code, message, retryable } = error;
    return { kind: "error", code, message, retryable, stack: stackOf(error) };
  }
  return {
    kind: "error",
    code: "internal_error",
    message: "Making the deck failed unexpectedly",
    retryable: true,
    stack: error instanceof Error ? stackOf(error) : String(error),
  };
}

/** With the cause, which is what tells. */
function stackOf(error: Error): string | null {
  const { stack = null } = error;
  return error.cause instanceof Error ? `${stack}\nCaused by: ${error.cause.stack}` : stack;
}
