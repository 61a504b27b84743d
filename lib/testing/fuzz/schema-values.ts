/** Values of a JSON Schema of the OpenAPI document, as fast-check makes them: some that are right, some with one fault. */
import fc from "fast-check";
import type { JsonSchema } from "@/lib/contract/openapi-document";
import { hostileTexts, otherTypes, privilegedFields, times } from "./hostile";

type Values = fc.Arbitrary<unknown>;

/** Name of a field or parameter → texts that mean something in the world of the test, so that more than a 404 is reached. */
export type Known = Readonly<Record<string, readonly string[]>>;

const HUGE = 100_000;
/** Lists as long as the document allows say nothing new and take long. */
const LONGEST_LIST = 4;

/** Makes values for the schemas of a document. */
export class SchemaValues {
  readonly #schemas: Readonly<Record<string, JsonSchema>>;
  readonly #known: Known;

  /** @param schemas the document's components */
  constructor(schemas: Readonly<Record<string, JsonSchema>>, known: Known) {
    this.#schemas = schemas;
    this.#known = known;
  }

  /** The schema itself, without the reference to it. */
  resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const found = this.#schemas[schema.$ref.replace("#/components/schemas/", "")];
    if (found === undefined) throw new Error(`${schema.$ref} is not in the document`);
    return found;
  }

  /** What the document allows. @param name of the field, for `known` */
  right(given: JsonSchema, name = ""): Values {
    const schema = this.resolve(given);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((choice) => this.right(choice, name)));
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    switch (schema.type) {
      case "object":
        return this.#object(schema);
      case "array": {
        const { items = {}, minItems = 0, maxItems = LONGEST_LIST } = schema;
        const maxLength = Math.max(minItems, Math.min(maxItems, LONGEST_LIST));
        return fc.array(this.right(items, name.replace(/s$/, "")), { minLength: minItems, maxLength });
      }
      case "string": {
        const known = this.#known[name] ?? [];
        if (known.length === 0) return text(schema);
        return fc.oneof(
          { weight: 6, arbitrary: fc.constantFrom(...known) },
          { weight: 1, arbitrary: text(schema) },
        );
      }
      case "integer":
      case "number":
        return whole(schema);
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 3 });
    }
  }

  #object({ properties, required = [] }: JsonSchema): Values {
    if (properties === undefined) return fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
    const fields = Object.entries(properties).map(([name, field]) => [name, this.right(field, name)]);
    return fc.record<Record<string, unknown>>(Object.fromEntries(fields), {
      requiredKeys: required.filter((name) => Object.hasOwn(properties, name)),
      noNullPrototype: true,
    });
  }

  /** As `right`, but for one thing that is wrong, somewhere in it. */
  wrong(given: JsonSchema, name = ""): Values {
    const schema = this.resolve(given);
    const others = fc.constantFrom(...otherTypes(schema.type));
    if (schema.anyOf) {
      return fc.oneof(others, ...schema.anyOf.map((choice) => this.wrong(choice, name)));
    }
    switch (schema.type) {
      case "object":
        return fc.oneof(others, ...this.#wrongObjects(schema));
      case "array": {
        const entry = this.wrong(schema.items ?? {}, name.replace(/s$/, ""));
        const tooMany = new Array<string>((schema.maxItems ?? 1_000) + 1).fill("x");
        const lists = fc.array(entry, { minLength: 1, maxLength: 2 });
        return fc.oneof(others, fc.constantFrom<unknown[][]>([], tooMany), lists);
      }
      case "string":
        return fc.oneof(others, fc.constantFrom(...hostileTexts), tooLong(schema), fc.constant(""));
      case "integer":
      case "number": {
        const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
        return fc.oneof(
          others,
          fc.constantFrom(minimum - 1, maximum + 1, minimum + 0.5, 1e308, -1e308, 2 ** 63),
        );
      }
      default:
        return others;
    }
  }

  #wrongObjects(schema: JsonSchema): Values[] {
    const whole = this.#object(schema) as fc.Arbitrary<Record<string, unknown>>; // an object is what it makes
    const extra = fc.constantFrom(...privilegedFields);
    const added = fc.tuple(whole, extra).map(([value, [name, more]]) => ({ ...value, [name]: more }));
    const dropped = (schema.required ?? []).map((name) =>
      whole.map((value) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))),
    );
    const spoilt = Object.entries(schema.properties ?? {}).map(([name, field]) =>
      fc.tuple(whole, this.wrong(field, name)).map(([value, bad]) => ({ ...value, [name]: bad })),
    );
    return [added, ...dropped, ...spoilt];
  }
}

const SAFE_LETTERS = "abyz019_.:@-";

/** A text that the schema allows, with letters of all the world where it does. */
function text({ format, pattern, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<string> {
  if (format === "date-time") return fc.constantFrom(...times);
  if (format === "email") return fc.oneof(fc.emailAddress(), fc.constant("ada@school.example"));
  const isRight = (value: string) =>
    value.length >= minLength &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, "u").test(value));
  const letters = ["é 日", "a", "-"].filter(isRight).includes("é 日")
    ? ("grapheme" as const)
    : fc.constantFrom(...SAFE_LETTERS);
  // Letters put together at random would hardly ever have the form of a pattern; fast-check knows no classes of Unicode in one.
  const made =
    pattern === undefined ||
    pattern.includes("\\p{") ||
    pattern.includes("\\P{") ||
    new RegExp(pattern, "u").test(SAFE_LETTERS)
      ? fc.string({ unit: letters, minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) })
      : fc.stringMatching(new RegExp(pattern, "u"));
  const hostile = hostileTexts.filter(isRight);
  const longest = ["x".repeat(Math.min(maxLength, HUGE))].filter(isRight);
  return fc.oneof(
    { weight: 3, arbitrary: made.filter(isRight) },
    { weight: 1, arbitrary: hostile.length > 0 ? fc.constantFrom(...hostile) : made.filter(isRight) },
    ...longest.map((value) => ({ weight: 1, arbitrary: fc.constant(value) })),
  );
}

const tooLong = ({ maxLength = HUGE }: JsonSchema) =>
  fc.constantFrom("x".repeat(Math.min(maxLength + 1, HUGE)), "é".repeat(Math.min(maxLength + 1, HUGE)));

function whole({ minimum = -1_000, maximum = 1_000 }: JsonSchema): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum));
}
