/** The contract's zod schemas as JSON Schema. What the contract exports keeps its name and is written once. */
import { z } from "zod";
import * as auth from "@/lib/contract/auth";
import * as deckLayout from "@/lib/contract/deck-layout";
import * as decks from "@/lib/contract/decks";
import * as jobs from "@/lib/contract/jobs";
import * as lessons from "@/lib/contract/lessons";
import type { JsonSchema } from "@/lib/contract/openapi-document";
import * as errors from "@/lib/contract/problem";

/** A new file of the contract comes in here. */
const contract = { auth, decks, deckLayout, errors, jobs, lessons };

const isNamed = (value: unknown): value is z.ZodType =>
  value instanceof z.ZodObject || value instanceof z.ZodEnum;

/** `jobEnvelope` → `JobEnvelope`. */
const names = z.registry<{ id: string }>();
for (const exported of Object.values(contract)) {
  for (const [name, schema] of Object.entries(exported)) {
    if (isNamed(schema) && !names.has(schema)) {
      names.add(schema, { id: `${name.charAt(0).toUpperCase()}${name.slice(1)}` });
    }
  }
}

type Side = "input" | "output";

/** Collects `components.schemas` while it converts. */
export class SchemaCollector {
  readonly components: Record<string, JsonSchema> = {};

  /** `schema` as a client sends it ("input") or gets it ("output"); named schemas become references. */
  convert(schema: z.core.$ZodType, side: Side): JsonSchema {
    // Inside an object, because zod writes a named schema out where it is the root.
    const { properties, $defs } = z.toJSONSchema(z.object({ it: schema }), {
      io: side,
      metadata: names,
      override: ({ zodSchema, jsonSchema }) => this.#adjust(zodSchema, jsonSchema as JsonSchema, side),
    });
    for (const [name, definition] of Object.entries($defs ?? {})) this.#define(name, referring(definition));
    return referring(properties?.it);
  }

  #define(name: string, definition: JsonSchema): void {
    const known = this.components[name];
    if (known && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`Two schemas are called ${name}, or one differs between request and answer`);
    }
    this.components[name] = definition;
  }

  /** What zod cannot know or writes at length. Changes `json`. */
  #adjust(schema: z.core.$ZodType, json: JsonSchema, side: Side): void {
    const meta = z.globalRegistry.get(schema);
    if (meta?.shownAs) {
      const { description, default: absent } = json;
      for (const key of Object.keys(json)) Reflect.deleteProperty(json, key);
      Object.assign(
        json,
        meta.shownAs,
        description && { description },
        absent !== undefined && { default: absent },
      );
      // query.ts puts the entry's schema beside the list.
      if (meta.shownItems) json.items = this.convert(meta.shownItems as z.core.$ZodType, side);
    }
    if (meta?.description) json.description = meta.description;
    // The pattern of a date and the bounds of an exact integer say nothing to a reader.
    if (json.format === "date-time" || json.format === "email") delete json.pattern;
    if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
    if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
    // Answers may get new fields; clients must not refuse them.
    const isStrict = schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever;
    if (schema instanceof z.ZodObject && !isStrict) delete json.additionalProperties;
  }
}

/** With references that hold inside an OpenAPI document. */
function referring(schema: unknown): JsonSchema {
  const text = JSON.stringify(schema ?? {});
  const parsed: JsonSchema & { id?: string } = JSON.parse(
    text.replaceAll('"#/$defs/', '"#/components/schemas/'),
  );
  delete parsed.id;
  return parsed;
}
