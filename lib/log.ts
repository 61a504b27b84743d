/**
 * Structured logs: one JSON line per event to LOG_FILE. Never log a secret; lib/log/redact.ts is there for the one that slips through.
 * How much is said is set for each module, and may change while the process runs.
 */
import pino from "pino";
import { auditContext } from "./audit/context";
import { type Config, config } from "./config";
import { readLevelFile } from "./log/level-file";
import type { LogModule } from "./log/levels";
import { LogFile } from "./log/log-file";
import { cleanLine, cleanText, type SecretText, secretTexts } from "./log/redact";

/** So soon a changed level takes effect. */
const LOOK_AT_LEVELS_MS = 3_000;

class Log {
  readonly #root: pino.Logger;
  readonly #loggers = new Map<LogModule, pino.Logger>();
  readonly secrets: readonly SecretText[];

  constructor(private readonly config: Config) {
    const secrets = secretTexts(secretsOf(config));
    this.secrets = secrets;
    const file: LogFile = new LogFile({
      file: config.logFile,
      maxBytes: config.logMaxBytes,
      keep: config.logFiles,
      complain: (line) => console.error(line),
      droppedLine: (dropped) => ownLine({ dropped, msg: "lines_dropped" }),
    });
    const write = (line: string) => file.write(cleaned(line, secrets));
    this.#root = pino(
      {
        level: "trace",
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        // Whatever a request logs can be found by its id.
        mixin: () => {
          const request_id = auditContext()?.requestId;
          return request_id === undefined ? {} : { request_id };
        },
      },
      // Synchronous: a line written just before a crash is the one that matters.
      { write },
    );
    setInterval(() => this.applyLevels(), LOOK_AT_LEVELS_MS).unref();
  }

  of(module: LogModule): pino.Logger {
    let found = this.#loggers.get(module);
    if (!found) {
      found = this.#root.child({ module });
      this.#loggers.set(module, found);
      this.applyLevels();
    }
    return found;
  }

  /** Takes what the file of levels says now. A child (of a request, of an attempt) has the level of its beginning. */
  applyLevels(): void {
    const levels = { ...this.config.logLevels, ...readLevelFile(this.config.dataDir) };
    for (const [module, logger] of this.#loggers) logger.level = levels[module] ?? this.config.logLevel;
  }
}

/** A line of the log about itself. */
const ownLine = (facts: { msg: string; dropped?: number }) =>
  `${JSON.stringify({ level: "warn", time: new Date().toISOString(), pid: process.pid, module: "log", ...facts })}\n`;

/** Never throws. What cannot be read cannot be looked through for secrets either, so nothing of it is written. */
function cleaned(line: string, secrets: readonly SecretText[]): string {
  try {
    return cleanLine(line, secrets);
  } catch {
    return ownLine({ msg: "line_unreadable" });
  }
}

function secretsOf(config: Config): (string | null | undefined)[] {
  const { admin, apiToken, jwt, llm, database, alerts, tracing } = config;
  const addresses = [database.kind === "postgres" ? database.url : null, alerts.email?.smtpUrl].flatMap(
    (address) => (address ? [new URL(address).password] : []),
  );
  const { smtpUrl } = alerts.email ?? {};
  const quoted = [
    ...addresses,
    ...(smtpUrl ? signInsOf(smtpUrl) : []),
    ...partsOfWebhook(alerts.webhookUrl),
    ...headersOf(tracing?.headers ?? ""),
  ];
  return [admin?.password, apiToken, jwt.secret, llm?.apiKey, ...quoted, ...quoted.map(unquoted)];
}

/** Whoever knows its path may post there: many put the key into it. A path of plain words is none, and would blot out half of the log. */
function partsOfWebhook(address: string | null): string[] {
  if (address === null) return [];
  const { username, password, pathname, searchParams } = new URL(address);
  const path = [pathname, pathname.slice(1), ...pathname.split("/")];
  return [
    username,
    password,
    ...searchParams.values(),
    ...path.filter((part) => /\d/.test(part) || part.length >= 24),
  ];
}

/** What goes to a mail server to sign in (AUTH PLAIN and LOGIN): some repeat the line that they refuse. */
function signInsOf(smtpUrl: string): string[] {
  const { username, password } = new URL(smtpUrl);
  if (password === "") return [];
  const [user, pass] = [unquoted(username), unquoted(password)];
  return [pass, `\u0000${user}\u0000${pass}`].map((text) => Buffer.from(text).toString("base64"));
}

/** The values of "name=value,name=value", as OpenTelemetry reads it. */
function headersOf(text: string): string[] {
  return text.split(",").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const shared = globalThis as typeof globalThis & { __presentationJobsLog?: Log };

// Next.js bundles this module several times; the file is open once.
function log(): Log {
  shared.__presentationJobsLog ??= new Log(config());
  return shared.__presentationJobsLog;
}

/** A logger whose lines carry `module`. */
export function logger(module: LogModule): pino.Logger {
  return log().of(module);
}

/** A text of somebody else's as the log would hold it: without the secrets of the configuration, and what looks like one. */
export function withoutSecrets(text: string): string {
  return cleanText(text, log().secrets);
}

/** Looks at the file of levels now instead of in a moment. */
export function applyLogLevels(): void {
  log().applyLevels();
}
