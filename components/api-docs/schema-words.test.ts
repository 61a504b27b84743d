import { describe, expect, it } from "vitest";
import { boundsOf, fieldRows, typeParts } from "./schema-words";

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
    expect(typeParts(schema)).toEqual(parts);
  });
});

describe("boundsOf", () => {
  it("tells each bound in words", () => {
    expect(boundsOf({ minimum: 1, maximum: 9 })).toEqual(["1 to 9"]);
    expect(boundsOf({ minLength: 1, maxLength: 500 })).toEqual(["at most 500 characters"]);
    expect(boundsOf({ minItems: 1 })).toEqual(["at least 1 entries"]);
  });
});

describe("fieldRows", () => {
  it("lists fields with what is inside them", () => {
    const rows = fieldRows({
      type: "object",
      required: ["steps"],
      properties: {
        steps: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
        limit: { type: "integer", default: 20 },
      },
    });
    expect(rows.map(({ name, isRequired, facts }) => [name, isRequired, facts])).toEqual([
      ["steps", true, []],
      ["steps[].name", false, []],
      ["limit", false, ["default 20"]],
    ]);
  });
});
