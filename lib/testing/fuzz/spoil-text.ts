/** Bodies that are wrong below the level of values: as bytes, as UTF-8, as JSON. */
import { gzipSync } from "node:zlib";
import fc from "fast-check";

/** A body, and the headers that go with it. */
export type Body = { bytes: Uint8Array; headers: Record<string, string> };

const JSON_TYPE = { "Content-Type": "application/json" };
const encode = (text: string) => new TextEncoder().encode(text);

export const jsonBody = (text: string): Body => ({ bytes: encode(text), headers: JSON_TYPE });

const withFirstField = (text: string, field: string) =>
  text.startsWith("{") ? `{${field}${text === "{}" ? "" : ","}${text.slice(1)}` : `{${field}}`;
const bytes = (...list: number[]) => new Uint8Array(list);
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

const spoilers: Readonly<Record<string, (text: string) => Body>> = {
  nothing: () => jsonBody(""),
  blank: () => jsonBody(" \n"),
  truncated: (text) => jsonBody(text.slice(0, -1)),
  "cut in half": (text) => jsonBody(text.slice(0, text.length >> 1)),
  "two of them": (text) => jsonBody(`${text}${text}`),
  "a duplicate key": (text) => jsonBody(withFirstField(withFirstField(text, '"a":1'), '"\\u0061":2')),
  "a prototype key": (text) => jsonBody(withFirstField(text, '"__proto__":{"role":"admin"}')),
  NaN: (text) => jsonBody(withFirstField(text, '"limit":NaN')),
  "a number out of reach": (text) => jsonBody(withFirstField(text, '"limit":1e999')),
  "a lone surrogate": (text) => jsonBody(withFirstField(text, '"name":"\\ud83d"')),
  "an escaped NUL": (text) => jsonBody(withFirstField(text, '"name":"\\u0000"')),
  "a comma too much": (text) => jsonBody(text.replace(/\}$/, ",}")),
  "single quotes": (text) => jsonBody(text.replaceAll('"', "'")),
  "a comment": (text) => jsonBody(`/* */${text}`),
  "a byte order mark": (text) => jsonBody(`\uFEFF${text}`),
  "deep nesting": (text) => jsonBody(withFirstField(text, `"a":${"[".repeat(5_000)}${"]".repeat(5_000)}`)),
  "bytes that are no UTF-8": (text) => ({ bytes: join(encode(text), bytes(0xff, 0xfe)), headers: JSON_TYPE }),
  "an overlong encoding": (text) => ({
    bytes: join(bytes(0x22, 0xc0, 0xaf, 0x22), encode(text)),
    headers: JSON_TYPE,
  }),
  "UTF-16": (text) => ({ bytes: new Uint8Array(Buffer.from(text, "utf16le")), headers: JSON_TYPE }),
  gzip: (text) => ({
    bytes: new Uint8Array(gzipSync(text)),
    headers: { ...JSON_TYPE, "Content-Encoding": "gzip" },
  }),
  "a form": () => ({
    bytes: encode("lesson_id=a&priority=urgent"),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  }),
  "plain text": (text) => ({ bytes: encode(text), headers: { "Content-Type": "text/plain" } }),
  "no content type": (text) => ({ bytes: encode(text), headers: {} }),
  "an odd content type": (text) => ({
    bytes: encode(text),
    headers: { "Content-Type": "application/json, text/html" },
  }),
  "more than a mebibyte": () => jsonBody(`{"title":"${"x".repeat(1_100_000)}"}`),
};

/** What can be wrong, with how: `[name, body]` from the text of a body. */
export const spoilText = (text: fc.Arbitrary<string>): fc.Arbitrary<[name: string, body: Body]> =>
  fc
    .tuple(fc.constantFrom(...Object.entries(spoilers)), text)
    .map(([[name, spoil], given]) => [name, spoil(given)]);
