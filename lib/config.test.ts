import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig } from "./config";
import { levelsRule } from "./log/levels";

function refusal(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("was accepted");
}

const SECRET = "s3cret-value";
const count = (min: number, max: number) => `must be a whole number from ${min} to ${max}`;
const commandRule =
  'must be the path of a program, or a JSON array as ["/usr/local/bin/page", "--team", "decks"]';

describe("parseConfig", () => {
  test.each([
    ["DATABASE_URL", "mysql://host/db", "must begin with file: or postgres://"],
    [
      "DATABASE_URL",
      "postgres://host",
      "must be an address with a database, as postgres://user:password@host:5432/database",
    ],
    ["JOB_TIMEOUT_MINUTES", "0", count(1, 1440)],
    ["MAX_RETRIES", "11", count(0, 10)],
    ["RETRY_DELAYS", "0,five", 'must be seconds separated by commas, as "0,5,15"'],
    ["RETRY_DELAYS", "-1", 'must be seconds separated by commas, as "0,5,15"'],
    ["CLEANUP_MAX_AGE_HOURS", "0", count(1, 8760)],
    ["ORPHANED_JOB_TIMEOUT_MINUTES", "1e2", count(1, 1440)],
    ["JOB_LEASE_SECONDS", "2", count(3, 3600)],
    ["WORKER_CONCURRENCY", "65", count(1, 64)],
    ["PORT", "65536", count(1, 65535)],
    ["PORT", " ", count(1, 65535)],
    ["HOST", "a host", "must be a host name or an address"],
    ["PUBLIC_URL", "ftp://example.com", "must be an http:// or https:// address"],
    ["TRUST_PROXY", "yes", "must be 0 or 1"],
    ["ADMIN_EMAIL", "nobody", "must be an e-mail address"],
    ["AUTH_JWKS_URL", "keys", "must be an http:// or https:// address"],
    ["LLM_BASE_URL", "localhost:11434", "must be an http:// or https:// address"],
    ["LLM_PRICE_INPUT", "-1", "must be a price per million tokens, as 0.15"],
    ["LLM_PRICE_OUTPUT", "1e3", "must be a price per million tokens, as 0.15"],
    ["LLM_PRICE_CURRENCY", "€", "must be the three letters of a currency, as USD"],
    ["ALERT_COMMAND", "[1]", commandRule],
    ["ALERT_COMMAND", '["/bin/true"', commandRule],
    ["ALERT_EMAIL_TO", "a@example.com, nobody", "must be e-mail addresses separated by commas"],
    ["ALERT_EMAIL_FROM", "nobody", "must be an e-mail address"],
    ["ALERT_WEBHOOK_URL", "http://example.com/hook", "must be an https:// address"],
    ["LOG_LEVEL", "loud", "must be one of trace, debug, info, warn, error, fatal, silent"],
    ["LOG_LEVELS", "jobs:loud", levelsRule],
    ["LOG_LEVELS", "database:debug", levelsRule],
    ["LOG_LEVELS", "debug", levelsRule],
    ["LOG_LEVELS", "jobs:debug:info", levelsRule],
    ["LOG_MAX_MB", "0", count(1, 10_000)],
    ["LOG_FILES", "1", count(2, 100)],
    ["BACKUP_EVERY_HOURS", "-1", count(0, 2160)],
    ["BACKUP_KEEP", "0", count(1, 1000)],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "must be an http:// or https:// address"],
    [
      "OTEL_TRACES_SAMPLER",
      "some",
      "must be one of always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio",
    ],
    ["OTEL_TRACES_SAMPLER_ARG", "10%", "must be a share from 0 to 1, as 0.1"],
    ["DEMO", "true", "must be 0 or 1"],
  ])("refuses %s=%s in one line", (name, value, rule) => {
    expect(refusal({ [name]: value })).toBe(`${name} ${rule}`);
  });

  test.each([
    ["ADMIN_PASSWORD", "s3cret", { ADMIN_EMAIL: "a@example.com" }, "must have at least 12 characters"],
    [
      "ADMIN_PASSWORD",
      SECRET.repeat(30),
      { ADMIN_EMAIL: "a@example.com" },
      "must have at most 256 characters",
    ],
    ["ADMIN_PASSWORD", SECRET, {}, "must be given together with ADMIN_EMAIL"],
    ["API_TOKEN", "s3cret token with spaces", {}, "must be 16 to 512 printable characters without spaces"],
    ["AUTH_JWT_SECRET", SECRET, {}, "must have at least 32 characters"],
    ["SMTP_URL", `http://user:${SECRET}@example.com`, {}, "must be an smtp:// or smtps:// address"],
    ["SMTP_URL", `smtp://user:${SECRET}@example.com`, {}, "must be given together with ALERT_EMAIL_TO"],
  ])("refuses %s without its value", (name, value, more, rule) => {
    const message = refusal({ ...more, [name]: value });
    expect(message).toBe(`${name} ${rule}`);
    expect(message).not.toContain("s3cret");
  });

  test("wants what belongs together", () => {
    expect(refusal({ ADMIN_EMAIL: "a@example.com" })).toBe(
      "ADMIN_PASSWORD must be given together with ADMIN_EMAIL",
    );
    expect(refusal({ LLM_BASE_URL: "http://127.0.0.1:11434/v1" })).toBe(
      "LLM_MODEL must be given when LLM_BASE_URL is",
    );
    expect(refusal({ LLM_PRICE_INPUT: "0.15" })).toBe(
      "LLM_PRICE_OUTPUT must be given together with LLM_PRICE_INPUT",
    );
  });

  test("has a default for everything, and takes an empty variable for none", () => {
    const defaults = parseConfig({});
    expect(defaults).toMatchObject({
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      trustProxy: false,
      retryDelaysSeconds: [0, 5, 15],
      leaseMs: 30_000,
      admin: null,
      apiToken: null,
      llm: null,
      tracing: null,
    });
    expect(parseConfig({ PORT: "", TRUST_PROXY: "", API_TOKEN: "", ADMIN_EMAIL: "" })).toEqual(defaults);
  });

  test("takes prices that are 0, and knows none where nothing is said", () => {
    const llm = { LLM_BASE_URL: "http://127.0.0.1:11434/v1", LLM_MODEL: "small" };
    const prices = { LLM_PRICE_INPUT: "0", LLM_PRICE_OUTPUT: "0.60" };
    expect(parseConfig({ ...llm, ...prices }).llm?.prices).toEqual({
      input: 0,
      output: 0.6,
      currency: "USD",
    });
    expect(parseConfig(llm).llm?.prices).toBeNull();
  });

  test("reads the levels of single modules", () => {
    expect(parseConfig({ LOG_LEVELS: "jobs:debug, http : warn," }).logLevels).toEqual({
      jobs: "debug",
      http: "warn",
    });
  });

  test("reads who is told of alerts, and hands a command nothing that is secret", () => {
    const { alerts } = parseConfig({
      ALERT_COMMAND: '["/bin/page", "two words"]',
      ALERT_EMAIL_TO: "a@example.com, b@example.com",
      SMTP_URL: `smtp://user:${SECRET}@example.com`,
      ALERT_WEBHOOK_URL: "https://example.com/hook",
      PATH: "/bin",
    });
    expect(alerts).toEqual({
      command: { parts: ["/bin/page", "two words"], env: { PATH: "/bin" } },
      email: {
        smtpUrl: `smtp://user:${SECRET}@example.com`,
        to: ["a@example.com", "b@example.com"],
        from: "a@example.com",
      },
      webhookUrl: "https://example.com/hook",
    });
    expect(parseConfig({ ALERT_COMMAND: "/opt/a program" }).alerts.command?.parts).toEqual([
      "/opt/a program",
    ]);
  });

  test("knows a server from a build and from everything else", () => {
    expect(parseConfig({}).isServer).toBe(false);
    expect(parseConfig({ NEXT_RUNTIME: "nodejs" }).isServer).toBe(true);
    expect(parseConfig({ NEXT_RUNTIME: "nodejs", NEXT_PHASE: "phase-production-build" }).isServer).toBe(
      false,
    );
  });

  test("makes its own address from HOST and PORT unless it is told", () => {
    expect(parseConfig({ HOST: "::1", PORT: "80" }).publicUrl).toBe("http://[::1]:80");
    expect(parseConfig({ PUBLIC_URL: "https://decks.example.com/" }).publicUrl).toBe(
      "https://decks.example.com",
    );
  });

  test("prefers DATABASE_URL to DATABASE_PATH", () => {
    const databaseOf = (DATABASE_URL: string) =>
      parseConfig({ DATABASE_URL, DATABASE_PATH: "/c/d.db" }).database;
    expect(databaseOf("file:/a/b.db")).toEqual({ kind: "sqlite", path: "/a/b.db" });
    const url = "postgres://user:secret@db.example.com/decks";
    expect(databaseOf(url)).toEqual({ kind: "postgres", url });
  });
});
