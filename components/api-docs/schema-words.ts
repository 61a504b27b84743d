/** JSON Schema in words. A part that is an object names a schema of the document. */
import type { JsonSchema } from "@/lib/contract/openapi-document";
import type { Messages } from "../i18n/messages";

export type Part = string | { schema: string };

/** The words of the reader's language: `useTranslations("apiDocs.schema")`. */
export type Say = (
  key: keyof Messages["apiDocs"]["schema"],
  values?: Record<string, string | number>,
) => string;

const types = ["string", "integer", "number", "boolean", "object", "null"] as const;

/** A type that has no word of its own is shown as it is. */
function wordOf(type: string, say: Say): string {
  const known = types.find((one) => one === type);
  return known ? say(known) : type;
}

/** "list of Slide", "text or null", "one of a, b". */
export function typeParts(schema: JsonSchema, say: Say): Part[] {
  if (schema.$ref) return [{ schema: schema.$ref.split("/").at(-1) ?? "" }];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const parts = choices.map((choice) => typeParts(choice, say));
    return joined(parts, say("or"));
  }
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum) return [say("oneOf", { values: schema.enum.join(", ") })];
  if (schema.type === "array") return [say("listOf"), ...typeParts(schema.items ?? {}, say)];
  if (Array.isArray(schema.type)) {
    return [schema.type.map((type) => wordOf(type, say)).join(say("or"))];
  }
  if (schema.format === "date-time") return [say("time")];
  if (typeof schema.additionalProperties === "object" && !schema.properties) {
    return [say("objectOf"), ...typeParts(schema.additionalProperties, say)];
  }
  return [schema.type === undefined ? say("anything") : wordOf(schema.type, say)];
}

function joined(lists: readonly Part[][], between: string): Part[] {
  return lists.flatMap((parts, index) => (index === 0 ? parts : [between, ...parts]));
}

/** The bounds: "1 to 300", "at most 500 characters". */
export function boundsOf(
  { minimum, maximum, minLength, maxLength, minItems, maxItems }: JsonSchema,
  say: Say,
): string[] {
  const values = rangeOf(minimum, maximum, say);
  // A text of at least one character is what everybody expects.
  const characters = rangeOf((minLength ?? 0) > 1 ? minLength : undefined, maxLength, say);
  const entries = rangeOf(minItems, maxItems, say);
  return [
    ...(values === null ? [] : [values]),
    ...(characters === null ? [] : [say("characters", { range: characters })]),
    ...(entries === null ? [] : [say("entries", { range: entries })]),
  ];
}

// As text: a message would group the digits, and 10,000 is nothing that can be sent.
function rangeOf(from: number | undefined, to: number | undefined, say: Say): string | null {
  if (from !== undefined && to !== undefined) return say("range", { from: String(from), to: String(to) });
  if (from !== undefined) return say("atLeast", { from: String(from) });
  return to === undefined ? null : say("atMost", { to: String(to) });
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
export function fieldRows(schema: JsonSchema, say: Say, prefix = ""): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix + key;
    const row = {
      name,
      type: typeParts(field, say),
      isRequired: schema.required?.includes(key) ?? false,
      facts: factsOf(field, say),
      description: field.description,
    };
    const inside =
      field.type === "array" && field.items
        ? ([field.items, `${name}[].`] as const)
        : ([field, `${name}.`] as const);
    return [row, ...fieldRows(inside[0], say, inside[1])];
  });
}

/** Bounds and default. */
export function factsOf(schema: JsonSchema, say: Say): string[] {
  const given =
    schema.default === undefined ? [] : [say("default", { value: JSON.stringify(schema.default) })];
  return [...boundsOf(schema, say), ...given];
}
