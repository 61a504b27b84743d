/** JSON Schema in words. A part that is an object names a schema of the document. */
import type { JsonSchema } from "@/lib/contract/openapi-document";

export type Part = string | { schema: string };

const words: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

/** "list of Slide", "text or null", "one of a, b". */
export function typeParts(schema: JsonSchema): Part[] {
  if (schema.$ref) return [{ schema: schema.$ref.split("/").at(-1) ?? "" }];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joined(choices.map(typeParts), " or ");
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum) return [`one of ${schema.enum.join(", ")}`];
  if (schema.type === "array") return ["list of ", ...typeParts(schema.items ?? {})];
  if (Array.isArray(schema.type)) return [schema.type.map((type) => words[type] ?? type).join(" or ")];
  if (schema.format === "date-time") return ["time (ISO 8601)"];
  if (typeof schema.additionalProperties === "object" && !schema.properties) {
    return ["object; each value: ", ...typeParts(schema.additionalProperties)];
  }
  return [schema.type === undefined ? "anything" : (words[schema.type] ?? schema.type)];
}

function joined(lists: readonly Part[][], between: string): Part[] {
  return lists.flatMap((parts, index) => (index === 0 ? parts : [between, ...parts]));
}

/** The bounds: "1 to 300", "at most 500 characters". */
export function boundsOf({
  minimum,
  maximum,
  minLength,
  maxLength,
  minItems,
  maxItems,
}: JsonSchema): string[] {
  return [
    range(minimum, maximum, ""),
    // A text of at least one character is what everybody expects.
    range((minLength ?? 0) > 1 ? minLength : undefined, maxLength, " characters"),
    range(minItems, maxItems, " entries"),
  ].filter((text) => text !== "");
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
  if (from !== undefined && to !== undefined) return `${from} to ${to}${unit}`;
  if (from !== undefined) return `at least ${from}${unit}`;
  return to === undefined ? "" : `at most ${to}${unit}`;
}

export type FieldRow = {
  /** With the way to it: `progress.step`, `stages[].name`. */
  name: string;
  type: Part[];
  isRequired: boolean;
  facts: string[];
  description: string | undefined;
};

/** The fields of an object, those of objects inside it included; named schemas have their own list. */
export function fieldRows(schema: JsonSchema, prefix = ""): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix + key;
    const row = {
      name,
      type: typeParts(field),
      isRequired: schema.required?.includes(key) ?? false,
      facts: [
        ...boundsOf(field),
        ...(field.default === undefined ? [] : [`default ${JSON.stringify(field.default)}`]),
      ],
      description: field.description,
    };
    const inside =
      field.type === "array" && field.items
        ? ([field.items, `${name}[].`] as const)
        : ([field, `${name}.`] as const);
    return [row, ...fieldRows(...inside)];
  });
}
