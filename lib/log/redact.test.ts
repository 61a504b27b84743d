import { expect, test } from "vitest";
import { cleanLine, secretTexts } from "./redact";

const clean = (value: object, secrets: string[] = []) =>
  cleanLine(`${JSON.stringify(value)}\n`, secretTexts(secrets));

const S = "s3cret-Value_0123456789";

test.each<[string, object]>([
  ["at the top", { password: S }],
  ["deep inside", { a: { b: [{ c: { client_secret: S } }] } }],
  ["headers", { req: { headers: { authorization: `Bearer ${S}`, "Set-Cookie": [`session=${S}; Path=/`] } } }],
  ["a cookie that is an object", { cookies: 1, cookie: { session: S } }],
  ["keys of services", { smtpPassword: S, LLM_API_KEY: S, "x-api-key": S, private_key: S }],
  ["tokens of every name", { token: S, accessToken: S, refresh_token: S, "lease-token": S }],
  ["an address' query", { url: `https://e.example/cb?token=${S}&page=2` }],
  ["an address' fragment", { msg: `Open https://e.example/setup#token=${S} once` }],
  ["an escaped address", { msg: `see "https://e.example/?a=1&api_key=${S}"` }],
  ["an address' password", { err: { message: `connect postgres://user:${S}@db:5432/jobs failed` } }],
  ["a header in a text", { err: { stack: `Error: Authorization: Bearer ${S}\n    at x` } }],
  ["JSON in a text", { err: { message: `refused: {"password": "${S}", "b": 1}` } }],
  ["JSON in JSON in a text", { msg: JSON.stringify({ body: JSON.stringify({ apiKey: S, b: 1 }) }) }],
  ["a line of its own in a text", { err: { stack: `Error\nBearer ${S}\tat x` } }],
  ["a name", { [`Bearer ${S}`]: 1 }],
  ["our own tokens", { msg: `pj_0123456789ab_${S.repeat(2)}` }],
  ["signed user tokens", { msg: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${S}` }],
])("takes secrets out of %s, and leaves one JSON line", (_name, value) => {
  const line = clean(value);
  expect(line).not.toContain(S);
  expect(line).toContain("[Redacted]");
  expect(JSON.parse(line)).toBeTypeOf("object");
  expect(line.indexOf("\n")).toBe(line.length - 1);
});

test("takes what the configuration calls secret out of any place, quotes and all", () => {
  const secret = 'pass"word\\1';
  // As JSON its end looks like the escape of a line feed and the secret.
  expect(JSON.parse(clean({ msg: "\nabcdefgh" }, ["nabcdefgh"]))).toEqual({ msg: "\nabcdefgh" });
  const line = clean({ any: [`it was ${secret}!`], msg: secret }, [secret, "short"]);
  expect(JSON.parse(line)).toEqual({ any: ["it was [Redacted]!"], msg: "[Redacted]" });
});

test("leaves alone what only sounds like a secret", () => {
  const value = {
    usage: { prompt_tokens: 3, total_token: 4, has_password: true, token: null },
    path: "/api/tokens/42?key_word=a&page=2&error_code=invalid_token",
    msg: "The token is not valid. Basic information: bearer of bad news",
    secret_count: "two",
  };
  expect(JSON.parse(clean(value))).toEqual(value);
});

test("escapes what a terminal obeys and what other programs take for the end of a line", () => {
  const text = "a\u2028b\u2029c\u0085d\u009b31me\u007ff\u202eg\u200bh\ufeffi\u001b[31m\r\n\ud800 👩‍👩‍👧";
  const line = clean({ msg: text, [text]: text });
  expect(JSON.parse(line)).toEqual({ msg: text, [text]: text });
  expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u200b\ufeff]/u);
  expect(Buffer.from(line).toString("utf8")).toBe(line);
});

test.each(["-eyJ", "?token", "a://b:", "Bearer ", "Basic a", '\\"token\\":', "\\\\", "&key=", "://:"])(
  "is done with a hundred thousand characters of %j at once",
  (part) => {
    const msg = part.repeat(100_000 / part.length);
    const began = performance.now();
    expect(JSON.parse(clean({ msg })).msg).toBeTypeOf("string");
    expect(performance.now() - began).toBeLessThan(2_000);
  },
);
