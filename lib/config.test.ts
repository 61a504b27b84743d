import { describe, expect, test } from "vitest";
import { ConfigError, parseConfig } from "./config";

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
    ["LOG_LEVEL", "loud", "must be one of trace, debug, info, warn, error, fatal, silent"],
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
