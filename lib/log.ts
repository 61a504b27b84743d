/** Structured logs: one JSON line per event to LOG_FILE. Never log a secret. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { config } from "./config";

let root: pino.Logger | undefined;

function makeRoot(): pino.Logger {
  const { logFile, logLevel } = config();
  mkdirSync(path.dirname(logFile), { recursive: true });
  // Synchronous: a line written just before a crash is the one that matters.
  const file = pino.destination({ dest: logFile, sync: true, append: true });
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

/** A logger whose lines carry `module`. */
export function logger(module: string): pino.Logger {
  root ??= makeRoot();
  return root.child({ module });
}
