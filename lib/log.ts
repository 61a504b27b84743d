/** Structured logs: one JSON line per event to LOG_FILE. Never log a secret. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { config } from "./config";

/** What waits for a disk that has no room; more is dropped. */
const MAX_WAITING_CHARACTERS = 1_000_000;

let root: pino.Logger | undefined;

function makeRoot(): pino.Logger {
  const { logFile, logLevel } = config();
  mkdirSync(path.dirname(logFile), { recursive: true });
  // Synchronous: a line written just before a crash is the one that matters.
  const file = pino.destination({
    dest: logFile,
    sync: true,
    append: true,
    maxLength: MAX_WAITING_CHARACTERS,
  });
  outliveErrors(file, logFile);
  return pino(
    {
      level: logLevel,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: [
        "password",
        "token",
        "authorization",
        "cookie",
        "*.password",
        "*.token",
        "*.authorization",
        "*.cookie",
      ],
    },
    pino.multistream([{ stream: file, level: "trace" }]),
  );
}

/**
 * Without a listener a full disk would make every log call throw, and whoever logs a problem would fail of it. Lines that cannot
 * be written wait, and are written with the first one that can.
 */
function outliveErrors(file: ReturnType<typeof pino.destination>, logFile: string): void {
  let told = false;
  file.on("error", (error: Error) => {
    // The console survives that it cannot write either.
    if (!told) console.error(`LOG_FILE ${logFile} cannot be written: ${error.message}`);
    told = true;
  });
}

/** A logger whose lines carry `module`. */
export function logger(module: string): pino.Logger {
  root ??= makeRoot();
  return root.child({ module });
}
