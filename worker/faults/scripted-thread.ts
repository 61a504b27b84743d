/**
 * A generation thread for fault tests. It does what the lesson's title says, a `Script` as JSON, and writes real files under the
 * attempt's own name; everything around it is the product's.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { writeDeckFiles } from "@/lib/decks/files/write-files";
import type { Generated, GenerateTask } from "../generate";
import { watchFolder } from "./watch-folder";

export type Script = {
  /** How long the work takes. */
  ms?: number;
  /** A path: the work goes on when the `gateFile` of its worker exists. */
  gate?: string;
  /** Bytes of each of the two files; none without it. */
  fileBytes?: number;
  /** Whether the gate stands after the files are written, not before. */
  gateAfterFiles?: boolean;
};

/** The contents of an attempt's file: anything but exactly this is a half or a foreign file. */
export const fileContents = (presentationId: string, bytes: number) =>
  Buffer.alloc(bytes, `${presentationId} `);

/** The file that opens a gate for one worker: each attempt at a job is let through by itself. */
export const gateFile = (gate: string, workerPid: number) => `${gate}.${workerPid}`;

function passGate(gate: string): Promise<true> {
  const file = gateFile(gate, process.pid);
  return watchFolder(path.dirname(file), () => existsSync(file) || null);
}

export default async function work({ request, port }: GenerateTask): Promise<Generated> {
  const { ms = 0, gate, fileBytes = 0, gateAfterFiles = false }: Script = JSON.parse(request.lesson.title);
  port.postMessage({ stage: "parse", message: "Working", at: Date.now() });
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  if (gate && !gateAfterFiles) await passGate(gate);
  const bytes = fileContents(request.presentationId, fileBytes);
  const files =
    fileBytes > 0
      ? await writeDeckFiles(request.presentationId, [
          { format: "markdown", bytes },
          { format: "json", bytes },
        ])
      : [];
  port.postMessage({ stage: "publish", message: "Files are written", at: Date.now() });
  if (gate && gateAfterFiles) await passGate(gate);
  port.close();
  const content = {
    title: "Scripted",
    subtitle: null,
    language: "en",
    total_duration_minutes: null,
    slides: [],
  };
  return { kind: "deck", content, polish: null, endpoint: { state: "unknown" }, pageCount: 0, files };
}
