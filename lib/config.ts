/**
 * The configuration: read once from the environment, checked whole, never changed afterwards. The only module that
 * touches `process.env` (the linter sees to it). `.env.example` lists the same variables for people.
 */
import path from "node:path";
import { z } from "zod";
import { levelsRule, logLevels, parseLevels } from "./log/levels";

/** A bad variable. The message is one line that names the variable and the rule; it never holds a secret's value. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);

/** As providers list them, per million tokens. */
const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, "must be a price per million tokens, as 0.15")
  .transform(Number);

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" });

const delays = z
  .string()
  .regex(/^\s*\d{1,6}\s*(,\s*\d{1,6}\s*)*$/, 'must be seconds separated by commas, as "0,5,15"')
  .transform((text) => text.split(",").map((part) => Number(part.trim())));

const moduleLevels = z.string().transform((text, context) => {
  const levels = parseLevels(text);
  if (levels !== null) return levels;
  context.addIssue({ code: "custom", message: levelsRule });
  return z.NEVER;
});

const emailAddresses = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine(
    (addresses) => addresses.every((address) => z.email().safeParse(address).success),
    "must be e-mail addresses separated by commas",
  );

/** A program's path, or a JSON array of the path and its arguments. */
const command = z.string().transform((text, context) => {
  const parts = text.trimStart().startsWith("[") ? jsonOf(text) : [text];
  const parsed = z
    .array(
      z
        .string()
        .min(1)
        .regex(/^[^\0]*$/),
    )
    .min(1)
    .safeParse(parts);
  if (parsed.success) return parsed.data;
  context.addIssue(
    'must be the path of a program, or a JSON array as ["/usr/local/bin/page", "--team", "decks"]',
  );
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** OpenTelemetry's own names. */
const samplers = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

const environment = z.object({
  DATABASE_PATH: z.string().default("./data/pocket_musec.db"),
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:.|postgres(?:ql)?:\/\/)/, "must begin with file: or postgres://")
    .refine(
      (url) => url.startsWith("file:") || (URL.canParse(url) && new URL(url).pathname.length > 1),
      "must be an address with a database, as postgres://user:password@host:5432/database",
    )
    .optional(),
  DATA_DIR: z.string().default("./data"),
  JOB_TIMEOUT_MINUTES: wholeNumber(1, 1440).default(10),
  MAX_RETRIES: wholeNumber(0, 10).default(2),
  RETRY_DELAYS: delays.default([0, 5, 15]),
  PRIORITY_AGEING_SECONDS: wholeNumber(1, 86_400).default(180),
  CLEANUP_MAX_AGE_HOURS: wholeNumber(1, 24 * 365).default(24),
  AUDIT_RETENTION_DAYS: wholeNumber(30, 3650).default(365),
  ORPHANED_JOB_TIMEOUT_MINUTES: wholeNumber(1, 1440).default(30),
  JOB_LEASE_SECONDS: wholeNumber(3, 3600).default(30),
  WORKER_CONCURRENCY: wholeNumber(1, 64).default(2),
  PORT: wholeNumber(1, 65535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be a host name or an address")
    .default("127.0.0.1"),
  PUBLIC_URL: httpUrl.optional(),
  TRUST_PROXY: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z
    .string()
    .min(12, "must have at least 12 characters")
    .max(256, "must have at most 256 characters")
    .optional(),
  API_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/, "must be 16 to 512 printable characters without spaces")
    .optional(),
  AUTH_JWT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  AUTH_JWKS_URL: httpUrl.optional(),
  AUTH_JWT_ISSUER: z.string().optional(),
  AUTH_JWT_AUDIENCE: z.string().optional(),
  RATE_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000).default(1200),
  LLM_BASE_URL: httpUrl.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_PRICE_INPUT: price.optional(),
  LLM_PRICE_OUTPUT: price.optional(),
  LLM_PRICE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be the three letters of a currency, as USD")
    .default("USD"),
  ALERT_COMMAND: command.optional(),
  ALERT_EMAIL_TO: emailAddresses.optional(),
  ALERT_EMAIL_FROM: z.email("must be an e-mail address").optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https$/, error: "must be an https:// address" }).optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
  LOG_LEVELS: moduleLevels.default({}),
  LOG_FILE: z.string().default("./logs/presentation_jobs.log"),
  LOG_MAX_MB: wholeNumber(1, 10_000).default(50),
  LOG_FILES: wholeNumber(2, 100).default(5),
  BACKUP_EVERY_HOURS: wholeNumber(0, 24 * 90).default(24),
  BACKUP_KEEP: wholeNumber(1, 1000).default(7),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER: z
    .enum(samplers, { error: `must be one of ${samplers.join(", ")}` })
    .default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, "must be a share from 0 to 1, as 0.1")
    .optional(),
  NODE_ENV: z.string().optional(),
  NEXT_RUNTIME: z.string().optional(),
  NEXT_PHASE: z.string().optional(),
  DEMO: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("1"),
});

const together = environment
  .refine((e) => !e.ADMIN_EMAIL === !e.ADMIN_PASSWORD, {
    path: ["ADMIN_PASSWORD"],
    error: "must be given together with ADMIN_EMAIL",
  })
  .refine((e) => !(e.LLM_BASE_URL && !e.LLM_MODEL), {
    path: ["LLM_MODEL"],
    error: "must be given when LLM_BASE_URL is",
  })
  .refine((e) => (e.LLM_PRICE_INPUT === undefined) === (e.LLM_PRICE_OUTPUT === undefined), {
    path: ["LLM_PRICE_OUTPUT"],
    error: "must be given together with LLM_PRICE_INPUT",
  })
  .refine((e) => !e.ALERT_EMAIL_TO === !e.SMTP_URL, {
    path: ["SMTP_URL"],
    error: "must be given together with ALERT_EMAIL_TO",
  });

/** Which database; the path is absolute. */
export type DatabaseConfig = { kind: "sqlite"; path: string } | { kind: "postgres"; url: string };

function databaseOf(e: { DATABASE_URL?: string | undefined; DATABASE_PATH: string }): DatabaseConfig {
  if (e.DATABASE_URL === undefined) return { kind: "sqlite", path: path.resolve(e.DATABASE_PATH) };
  if (!e.DATABASE_URL.startsWith("file:")) return { kind: "postgres", url: e.DATABASE_URL };
  return { kind: "sqlite", path: path.resolve(e.DATABASE_URL.slice("file:".length)) };
}

/** Of a million tokens; null: unknown, so no cost is told. */
export type ModelPrices = { input: number; output: number; currency: string };

function pricesOf(e: z.output<typeof environment>): ModelPrices | null {
  const { LLM_PRICE_INPUT: input, LLM_PRICE_OUTPUT: output, LLM_PRICE_CURRENCY: currency } = e;
  return input === undefined || output === undefined ? null : { input, output, currency };
}

/** What a command of the operator's gets of our environment: nothing that is secret. */
const commandVariables = ["PATH", "HOME", "LANG", "TZ"] as const;

/** Checks `env` and gives the configuration. Empty variables count as absent. Paths come out absolute. */
export function parseConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = together.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join(".") ?? "environment"} ${issue?.message ?? "is not valid"}`);
  }
  const e = parsed.data;
  return {
    /** The variables that are set: what they say is no default. */
    given: new Set(Object.keys(environment.shape).filter((name) => name in given)),
    database: databaseOf(e),
    dataDir: path.resolve(e.DATA_DIR),
    logFile: path.resolve(e.LOG_FILE),
    logLevel: e.LOG_LEVEL,
    /** Of single modules, instead of `logLevel`. */
    logLevels: e.LOG_LEVELS,
    logMaxBytes: e.LOG_MAX_MB * 1024 * 1024,
    /** With the one that is written. */
    logFiles: e.LOG_FILES,
    /** 0: none are made by themselves. */
    backupEveryHours: e.BACKUP_EVERY_HOURS,
    backupKeep: e.BACKUP_KEEP,
    /** Hard cap of one attempt. */
    jobTimeoutMinutes: e.JOB_TIMEOUT_MINUTES,
    maxRetries: e.MAX_RETRIES,
    /** Seconds before retry 1, 2, 3 …; the last repeats. */
    retryDelaysSeconds: e.RETRY_DELAYS,
    /** A waiting job rises by one priority per this time. Three steps, so 180 s get `low` to the front within ten minutes. */
    priorityAgeingMs: e.PRIORITY_AGEING_SECONDS * 1000,
    cleanupMaxAgeHours: e.CLEANUP_MAX_AGE_HOURS,
    /** The database itself keeps the last 30 days, whoever asks. */
    auditRetentionDays: e.AUDIT_RETENTION_DAYS,
    orphanedJobTimeoutMinutes: e.ORPHANED_JOB_TIMEOUT_MINUTES,
    leaseMs: e.JOB_LEASE_SECONDS * 1000,
    workerConcurrency: e.WORKER_CONCURRENCY,
    port: e.PORT,
    host: e.HOST,
    publicUrl: (e.PUBLIC_URL ?? `http://${e.HOST.includes(":") ? `[${e.HOST}]` : e.HOST}:${e.PORT}`).replace(
      /\/$/,
      "",
    ),
    /** One proxy in front of us appends the client's address to X-Forwarded-For; without it, anybody can write that header. */
    trustProxy: e.TRUST_PROXY === "1",
    admin: e.ADMIN_EMAIL && e.ADMIN_PASSWORD ? { email: e.ADMIN_EMAIL, password: e.ADMIN_PASSWORD } : null,
    apiToken: e.API_TOKEN ?? null,
    jwt: {
      secret: e.AUTH_JWT_SECRET ?? null,
      jwksUrl: e.AUTH_JWKS_URL ?? null,
      issuer: e.AUTH_JWT_ISSUER ?? null,
      audience: e.AUTH_JWT_AUDIENCE ?? null,
    },
    /** Requests that one caller, or one address without a credential, may send. 0: no limit. */
    rateLimitPerMinute: e.RATE_LIMIT_PER_MINUTE,
    llm:
      e.LLM_BASE_URL && e.LLM_MODEL
        ? { baseUrl: e.LLM_BASE_URL, apiKey: e.LLM_API_KEY ?? "", model: e.LLM_MODEL, prices: pricesOf(e) }
        : null,
    /** By what people are told of alerts, beside the dashboard and the log. Null: not at all. */
    alerts: {
      command: e.ALERT_COMMAND
        ? {
            parts: e.ALERT_COMMAND,
            env: Object.fromEntries(
              commandVariables.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
            ),
          }
        : null,
      email:
        e.ALERT_EMAIL_TO && e.SMTP_URL
          ? {
              smtpUrl: e.SMTP_URL,
              to: e.ALERT_EMAIL_TO,
              from: e.ALERT_EMAIL_FROM ?? e.ALERT_EMAIL_TO[0] ?? "",
            }
          : null,
      webhookUrl: e.ALERT_WEBHOOK_URL ?? null,
    },
    /** Null: no traces are kept. The rest of OTEL_* is checked here and read by OpenTelemetry's packages. */
    tracing: e.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { serviceName: e.OTEL_SERVICE_NAME ?? null, headers: e.OTEL_EXPORTER_OTLP_HEADERS ?? null }
      : null,
    demo: e.DEMO === "1",
    /** `npm run dev`; Node's and Next.js' own variable. */
    development: e.NODE_ENV === "development",
    /** The process answers requests; Next.js says so, and sets the phase while it builds. */
    isServer: e.NEXT_RUNTIME === "nodejs" && e.NEXT_PHASE !== "phase-production-build",
  };
}

export type Config = ReturnType<typeof parseConfig>;

const shared = globalThis as typeof globalThis & { __presentationJobsConfig?: Config };

/** The configuration of this process. @throws ConfigError at the first call when a variable is bad. */
export function config(): Config {
  shared.__presentationJobsConfig ??= parseConfig(process.env);
  return shared.__presentationJobsConfig;
}
