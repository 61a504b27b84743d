import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { messagesOf } from "../i18n/messages";
import { boundsOf, fieldRows, type Say, typeParts } from "./schema-words";

const say: Say = createTranslator({
  locale: "en",
  messages: messagesOf("en"),
  namespace: "apiDocs.schema",
});

describe("typeParts", () => {
  it.each([
    [{ type: "string" }, ["text"]],
    [{ type: "string", format: "date-time" }, ["time (ISO 8601)"]],
    [{ type: ["string", "null"] }, ["text or null"]],
    [{ type: "string", enum: ["a", "b"] }, ["one of a, b"]],
    [{ const: "ok" }, ['"ok"']],
    [{ type: "array", items: { $ref: "#/components/schemas/Slide" } }, ["list of ", { schema: "Slide" }]],
    [
      { anyOf: [{ $ref: "#/components/schemas/Job" }, { type: "null" }] },
      [{ schema: "Job" }, " or ", "null"],
    ],
    [{ type: "object", additionalProperties: { type: "integer" } }, ["object; each value: ", "whole number"]],
    [{}, ["anything"]],
  ])("of %j is %j", (schema, parts) => {
    expect(typeParts(schema, say)).toEqual(parts);
  });
});

describe("boundsOf", () => {
  it("tells each bound in words", () => {
    expect(boundsOf({ minimum: 1, maximum: 9_999 }, say)).toEqual(["1 to 9999"]);
    expect(boundsOf({ minLength: 1, maxLength: 500 }, say)).toEqual(["at most 500 characters"]);
    expect(boundsOf({ minItems: 1 }, say)).toEqual(["at least 1 entries"]);
  });
});

describe("fieldRows", () => {
  it("lists fields with what is inside them", () => {
    const schema = {
      type: "object",
      required: ["steps"],
      properties: {
        steps: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
        limit: { type: "integer", default: 20 },
      },
    };
    const rows = fieldRows(schema, say);
    expect(rows.map(({ name, isRequired, facts }) => [name, isRequired, facts])).toEqual([
      ["steps", true, []],
      ["steps[].name", false, []],
      ["limit", false, ["default 20"]],
    ]);
  });
});
