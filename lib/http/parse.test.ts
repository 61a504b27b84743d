import { describe, expect, it } from "vitest";
import { z } from "zod";
import { id } from "@/lib/contract/jobs";
import { noQuery, queryInt } from "@/lib/contract/query";
import { AppError } from "@/lib/errors";
import { parseBody, parseEntry, parseHeaders, parseOptionalBody, parseParams, parseQuery } from "./parse";

const input = z.strictObject({
  lesson_id: z.string(),
  style: z.enum(["plain", "loud"]).default("plain"),
  seconds: z.int().min(1).max(9).default(3),
});
const codes = { style: "invalid_style", seconds: "invalid_timeout" } as const;

const body = (value: unknown) =>
  parseBody(
    new Request("http://localhost/", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(value),
    }),
    input,
    codes,
  );

async function refusal(work: () => unknown) {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

describe("parseBody", () => {
  it("takes either spelling of a name and fills in what is left out", async () => {
    expect(await body({ lessonId: "a" })).toEqual({ lesson_id: "a", style: "plain", seconds: 3 });
    expect(await body({ lesson_id: "a", style: "loud" })).toMatchObject({ style: "loud" });
  });

  it.each([
    [400, "invalid_style", ["style"], { lesson_id: "a", style: "red" }],
    [400, "invalid_timeout", ["seconds"], { lesson_id: "a", seconds: 10 }],
    [422, "validation_failed", ["style"], { lesson_id: "a", style: 1 }],
    [422, "validation_failed", ["lesson_id"], {}],
    [422, "validation_failed", ["lesson_id"], { lesson_id: "a", lessonId: "b" }],
    [422, "validation_failed", ["colour", "size"], { lesson_id: "a", colour: 1, size: 2 }],
    [422, "validation_failed", ["lesson_id", "style"], { style: "red" }],
    [422, "validation_failed", ["body"], []],
    [422, "validation_failed", ["body"], null],
  ])("answers %i %s and names %j", async (status, code, fields, value) => {
    const error = await refusal(() => body(value));
    expect({ status: error.status, code: error.code }).toEqual({ status, code });
    expect(error.fields.map(({ field }) => field)).toEqual(fields);
  });
});

describe("a refusal", () => {
  it("names no more than a hundred fields, and cuts long names", async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => [`key-${index}`, 1]);
    const { fields } = await refusal(() => body(Object.fromEntries(keys)));
    expect(fields).toHaveLength(100);
    const many = z.strictObject({ entries: z.array(z.strictObject({})) });
    const numbers = { entries: Array.from({ length: 300 }, () => 1) };
    expect((await refusal(() => parseEntry(numbers, many))).fields).toHaveLength(100);
    const long = await refusal(() => body({ lesson_id: "a", ["x".repeat(100_000)]: 1 }));
    expect(long.fields).toEqual([{ field: "x".repeat(200), message: "is not a known field" }]);
    expect(long.message.length).toBeLessThan(300);
    const query = await refusal(() => parseQuery(new URL(`http://localhost/?${"y".repeat(9_000)}=%ff`)));
    expect(query.fields[0]?.field).toBe("y".repeat(200));
  });

  const wide = z.strictObject({
    name: z.string().min(1).max(3),
    at: z.iso.datetime(),
    mail: z.email(),
    on: z.boolean(),
    count: z.int().max(9),
    tags: z.array(z.string()).max(1),
    either: z.union([z.string(), z.strictObject({})]),
  });
  const good = {
    name: "a",
    at: "2026-01-07T06:30:00Z",
    mail: "a@b.example",
    on: true,
    count: 1,
    tags: [],
    either: "",
  };

  it.each([
    ["name is missing", { name: undefined }],
    ["either is missing", { either: undefined }],
    ["name must be text", { name: 1 }],
    ["name must not be empty", { name: "" }],
    ["name must have at most 3 characters", { name: "abcd" }],
    ["at must be a time with its zone in ISO 8601, as 2026-01-07T06:30:00Z", { at: "yesterday" }],
    ["mail must be an e-mail address", { mail: "a" }],
    ["on must be true or false", { on: "yes" }],
    ["count must be a whole number", { count: 1.5 }],
    ["count must be at most 9", { count: 10 }],
    ["tags must have at most 1 entries", { tags: ["a", "b"] }],
    ["colour is not a known field", { colour: "red" }],
  ])("says in plain words: %s", async (words, change) => {
    const sent = JSON.stringify({ ...good, ...change });
    const headers = { "Content-Type": "application/json" };
    const request = new Request("http://localhost/", { method: "POST", body: sent, headers });
    expect((await refusal(() => parseBody(request, wide))).message).toBe(words);
  });
});

describe("parseOptionalBody", () => {
  it("takes a request without a body for one that names nothing", async () => {
    const schema = z.strictObject({ force: z.boolean().default(false) });
    const request = new Request("http://localhost/", { method: "POST" });
    expect(await parseOptionalBody(request, schema)).toEqual({ force: false });
  });
});

describe("parseQuery", () => {
  const read = (query: string) =>
    parseQuery(new URL(`http://localhost/${query}`), z.strictObject({ limit: queryInt(1, 9).default(5) }));

  it("reads, fills in, and refuses what it does not know", async () => {
    expect(read("?limit=7")).toEqual({ limit: 7 });
    expect(read("")).toEqual({ limit: 5 });
    for (const query of ["?limit=", "?limit=10", "?limit=1&limit=2", "?limits=1", "?limit=%00"]) {
      expect(await refusal(() => read(query))).toMatchObject({ status: 422, code: "validation_failed" });
    }
  });

  it.each([
    ["?__proto__=1", "__proto__"],
    ["?limit=%ff", "limit"],
    ["?limit=7&q%41=%e2%82", "qA"],
    ["?%ff=1", "query"],
    ["?limit=%ed%a0%80", "limit"],
  ])("refuses %s, and changes or drops nothing of it", async (query, field) => {
    expect(await refusal(() => read(query))).toMatchObject({ status: 422, fields: [{ field }] });
  });

  it("takes a lone % and well encoded texts as they are", () => {
    const any = z.strictObject({ q: z.string() });
    const readText = (query: string) => parseQuery(new URL(`http://localhost/${query}`), any).q;
    expect(readText("?q=100%")).toBe("100%");
    expect(readText("?q=50%+or%20%C3%BC%EF%BF%BD")).toBe("50% or ü\uFFFD");
  });

  it("tells a parameter where none is taken", async () => {
    const error = await refusal(() => parseQuery(new URL("http://localhost/?x=1"), noQuery));
    expect(error).toMatchObject({ status: 422, fields: [{ field: "x", message: "is not a known field" }] });
  });
});

describe("parseParams", () => {
  it("gives the path's parameters by the contract's names and names the field of a bad one", async () => {
    const schema = z.strictObject({ lesson_id: id });
    expect(parseParams({ lessonId: "rhythm-1" }, schema)).toEqual({ lesson_id: "rhythm-1" });
    const error = await refusal(() => parseParams({ lessonId: "rhythm 1" }, schema));
    expect(error).toMatchObject({ status: 422, fields: [{ field: "lesson_id" }] });
  });
});

describe("parseHeaders", () => {
  it("looks at what is declared only", () => {
    const schema = z.strictObject({ "last-event-id": z.string().optional() });
    expect(parseHeaders(new Headers({ "Last-Event-ID": "7", Accept: "*/*" }), schema)).toEqual({
      "last-event-id": "7",
    });
  });
});
