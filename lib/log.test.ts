/** What the product's own logger writes, read back from the file. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { config } from "./config";
import { respond } from "./http/respond";
import { applyLogLevels, logger } from "./log";
import { writeLevelFile } from "./log/level-file";
import { hostileTexts } from "./testing/fuzz/hostile";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-log-"));
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("LOG_FILE", path.join(folder, "deeper/still/jobs.log"));
  vi.stubEnv("LOG_LEVEL", "info");
  vi.stubEnv("LOG_LEVELS", "auth:silent,jobs:debug");
  vi.stubEnv("API_TOKEN", "the-first-token-0123456789");
  vi.stubEnv("ALERT_EMAIL_TO", "ops@example.com");
  vi.stubEnv("SMTP_URL", "smtp://mailer:mail%2Fpass-4711@mail.example.com");
  vi.stubEnv(
    "ALERT_WEBHOOK_URL",
    "https://hook-user:hook-pass-1@hooks.example.com/T0001/B0002/key-of-webhook-7?sig=hook-query-1",
  );
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "https://traces.example.com");
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-team=decks,x-honeycomb=trace%20key-99");
});
afterEach(() => writeLevelFile(folder, ""));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let read = 0;
/** The lines since the last call. */
function newLines(): Record<string, unknown>[] {
  const text = readFileSync(config().logFile, "utf8");
  const lines = text.slice(read).split("\n").slice(0, -1);
  read = text.length;
  return lines.map((line) => JSON.parse(line));
}

test("hostile text in any place is one line for each event", () => {
  const texts = [...hostileTexts, "\u0085\u009b31m\u007f", "\ud800 lone \udc00", "\u2028\u2029"];
  for (const text of texts) logger("http").warn({ reason: text, [text]: 1, err: new Error(text) }, text);
  const lines = newLines();
  // A lone surrogate is no text that a file could hold: it comes back as it was, by its escape.
  expect(lines.map(({ msg }) => msg)).toEqual(texts);
  expect(lines.map(({ reason }) => reason)).toEqual(texts);
  expect(readFileSync(config().logFile, "utf8")).not.toMatch(/[\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
});

test("a line of a request has the request's id, wherever it is written", async () => {
  const request = new Request("http://localhost/api/things?token=0123456789");
  const answer = await respond(request, async () => {
    logger("audit").error("inside");
    await Promise.resolve();
    throw new Error("broken");
  });
  const request_id = answer.headers.get("X-Request-Id");
  expect(newLines()).toEqual([
    expect.objectContaining({ module: "audit", msg: "inside", request_id }),
    expect.objectContaining({ module: "http", msg: "request_failed", request_id, path: "/api/things" }),
  ]);
});

test("no secret of the configuration is written, whatever it stands in", () => {
  logger("http").error({ err: new Error("refused the-first-token-0123456789") }, "failed");
  logger("http").error({ headers: { authorization: "Bearer the-first-token-0123456789" } });
  expect(newLines()).toHaveLength(2);
  expect(readFileSync(config().logFile, "utf8")).not.toContain("the-first-token");
});

test("nor are those of mail, webhook and traces, as they were set or as they are sent", () => {
  const secrets = [
    ...["mail%2Fpass-4711", "mail/pass-4711", "hook-user", "hook-pass-1", "/T0001/B0002/key-of-webhook-7"],
    ...["key-of-webhook-7", "hook-query-1", "trace%20key-99", "trace key-99"],
  ];
  logger("alerts").error({ error: secrets.map((secret) => `went to ${secret} and`).join(" ") }, "failed");
  const [line] = newLines();
  expect(line).toMatchObject({ error: expect.stringMatching(/went to \[Redacted\] and/) });
  for (const secret of secrets) expect(JSON.stringify(line)).not.toContain(secret);
});

test("levels hold for each module, and change while the process runs", () => {
  const say = () => {
    for (const module of ["auth", "http", "jobs"] as const) {
      logger(module).debug("detail");
      logger(module).error("trouble");
    }
    return newLines().map(({ module, msg }) => `${module} ${msg}`);
  };
  expect(say()).toEqual(["http trouble", "jobs detail", "jobs trouble"]);
  writeLevelFile(folder, "http:debug,jobs:silent");
  applyLogLevels();
  expect(say()).toEqual(["http detail", "http trouble"]);
  // What nobody can read says nothing.
  writeLevelFile(folder, "nonsense");
  applyLogLevels();
  expect(say()).toEqual(["http trouble", "jobs detail", "jobs trouble"]);
});
