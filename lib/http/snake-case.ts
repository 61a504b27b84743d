/** Existing clients send `lessonId` for `lesson_id`. Both are taken, wherever the contract has the name. */
import { z } from "zod";
import { AppError } from "@/lib/errors";

const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/**
 * `body` with the names that `schema` knows in snake_case. What the schema does not describe stays as it is.
 * @throws AppError validation_failed when both spellings of a name are given, so that none is ignored
 */
export function withSnakeCase(body: unknown, schema: z.core.$ZodType, path: readonly string[] = []): unknown {
  if (Array.isArray(body)) {
    const entry = entryOf(schema);
    return entry ? body.map((value, index) => withSnakeCase(value, entry, [...path, String(index)])) : body;
  }
  if (typeof body !== "object" || body === null) return body;
  const fields = fieldsOf(schema);
  const renamed: Record<string, unknown> = { ...body };
  for (const [name, field] of Object.entries(fields)) {
    const camel = camelCase(name);
    if (camel !== name && Object.hasOwn(body, camel)) {
      if (Object.hasOwn(body, name)) throw givenTwice([...path, name].join("."), name, camel);
      renamed[name] = renamed[camel];
      delete renamed[camel];
    }
    if (Object.hasOwn(renamed, name)) renamed[name] = withSnakeCase(renamed[name], field, [...path, name]);
  }
  return renamed;
}

function givenTwice(field: string, name: string, camel: string): AppError {
  const message = `is given twice, as ${name} and ${camel}`;
  return new AppError("validation_failed", `${field} ${message}`, { fields: [{ field, message }] });
}

function inner(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return inner(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? inner(schema.in) : schema;
}

function fieldsOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> {
  const bare = inner(schema);
  if (bare instanceof z.ZodObject) return bare.shape;
  if (bare instanceof z.ZodUnion) return Object.assign({}, ...bare.options.map(fieldsOf));
  return {};
}

function entryOf(schema: z.core.$ZodType): z.core.$ZodType | null {
  const bare = inner(schema);
  return bare instanceof z.ZodArray ? bare.element : null;
}
