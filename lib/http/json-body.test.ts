import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { MAX_BODY_BYTES, MAX_NESTING, readJsonBody, readOptionalJsonBody } from "./json-body";

function post(
  body: BodyInit | null,
  headers: Record<string, string> = { "Content-Type": "application/json" },
) {
  return new Request("http://localhost/", { method: "POST", headers, body });
}

async function refusal(reading: Promise<unknown>) {
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error("was not refused with an AppError", { cause: error });
  return { status: error.status, code: error.code, field: error.fields[0]?.field, message: error.message };
}

describe("readJsonBody", () => {
  it("gives back what JSON.parse gives, whatever is sent", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        fc.pre(!/__proto__|\\\\u0000/.test(JSON.stringify(value)));
        const text = JSON.stringify(value);
        expect(await readJsonBody(post(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["broken JSON", "{", "body"],
    ["nothing", "", "body"],
    ["a byte that is no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "body"],
    ["too deep", "[".repeat(MAX_NESTING + 2) + "]".repeat(MAX_NESTING + 2), "body"],
    ["a number out of reach", '{"a":[0,1e999]}', "a.1"],
    ["a prototype", '{"a":{"__proto__":1}}', "a"],
    ["half a character", '{"a":["x","\\ud83d"]}', "a.1"],
    ["the other half", '"\\ude00"', "body"],
    ["half a character in a key", '{"a":{"\\ud83d":1}}', "a"],
    ["a NUL character", '{"a":["x","\\u0000"]}', "a.1"],
    ["a NUL character in a key", '{"a":{"\\u0000":1}}', "a"],
    ["a key given twice", '{"content":{"title":1,"title":2}}', "content.title"],
    ["a key given twice in two spellings", '{"a":1,"\\u0061":2}', "a"],
  ])("refuses %s with 400 and names the place", async (_name, body, field) => {
    const { message, ...rest } = await refusal(readJsonBody(post(body)));
    expect(rest).toEqual({ status: 400, code: "validation_failed", field });
    if (field !== "body") expect(message).toContain(field);
  });

  it("takes whole characters outside the basic plane", async () => {
    expect(await readJsonBody(post('{"😀":"\\ud83d\\ude00"}'))).toEqual({ "😀": "😀" });
  });

  it("takes a body of the greatest size and nesting, and refuses one byte more", async () => {
    const deep = "[".repeat(MAX_NESTING + 1) + "]".repeat(MAX_NESTING + 1);
    expect(JSON.stringify(await readJsonBody(post(deep)))).toBe(deep);
    const largest = `"${"x".repeat(MAX_BODY_BYTES - 2)}"`;
    expect(await readJsonBody(post(largest))).toHaveLength(MAX_BODY_BYTES - 2);
    expect(await refusal(readJsonBody(post(` ${largest}`)))).toMatchObject({ code: "payload_too_large" });
  });

  it.each([
    [{ "Content-Type": "text/plain" }],
    [{ "Content-Type": "application/json", "Content-Encoding": "gzip" }],
  ])("refuses a body sent as %o", async (headers: Record<string, string>) => {
    expect(await refusal(readJsonBody(post("{}", headers)))).toMatchObject({ status: 415 });
  });

  it("does not name a place at the length of the body", async () => {
    const long = "k".repeat(10_000);
    const { field } = await refusal(readJsonBody(post(`{"${long}":1,"${long}":2}`)));
    expect(field).toHaveLength(200);
  });
});

describe("readOptionalJsonBody", () => {
  it.each([
    ["no body", post(null, {})],
    ["an empty body without a type", post("", {})],
    ["an empty body of JSON", post("")],
  ])("takes %s for {}", async (_name, request) => {
    expect(await readOptionalJsonBody(request)).toEqual({});
  });

  it("is as strict as ever about a body that is there", async () => {
    expect(await readOptionalJsonBody(post('{"a":1}'))).toEqual({ a: 1 });
    expect(await refusal(readOptionalJsonBody(post("{}", { "Content-Type": "text/plain" })))).toMatchObject({
      status: 415,
    });
    expect(await refusal(readOptionalJsonBody(post(" ")))).toMatchObject({ status: 400 });
  });
});
