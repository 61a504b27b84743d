/**
 * Input of a request checked by its contract. API.md tells 400 from 422: a missing, mistyped or unknown field is 422
 * everywhere; a well-typed value outside its list or range is 400 with a code of its own where the route names one.
 */
import type { z } from "zod";
import type { ErrorCode, FieldError } from "@/lib/contract/errors";
import { id } from "@/lib/contract/jobs";
import { AppError } from "@/lib/errors";
import { readJsonBody, readOptionalJsonBody } from "./json-body";

/** The code for a well-typed value outside the list or range of a field: `{ style: "invalid_style" }`. */
export type ValueCodes = Record<string, ErrorCode>;

/** @throws AppError validation_failed, one of `codes`, unsupported_media_type, payload_too_large */
export async function parseBody<S extends z.ZodObject>(
  request: Request,
  schema: S,
  codes?: ValueCodes,
): Promise<z.infer<S>> {
  return check(schema, withSnakeCase(await readJsonBody(request), schema), codes);
}

/** As parseBody, for requests whose fields are all optional: no body at all counts as `{}`. */
export async function parseOptionalBody<S extends z.ZodObject>(
  request: Request,
  schema: S,
  codes?: ValueCodes,
): Promise<z.infer<S>> {
  return check(schema, withSnakeCase(await readOptionalJsonBody(request), schema), codes);
}

/** One entry of a list that came in a body, by itself. @throws AppError validation_failed, one of `codes` */
export function parseEntry<S extends z.ZodObject>(entry: unknown, schema: S, codes?: ValueCodes): z.infer<S> {
  return check(schema, withSnakeCase(entry, schema), codes);
}

/** The query string. A repeated parameter counts as a comma list. @throws as parseBody */
export function parseQuery<S extends z.ZodObject>(url: URL, schema: S, codes?: ValueCodes): z.infer<S> {
  const query: Record<string, string> = {};
  for (const name of new Set(url.searchParams.keys())) query[name] = url.searchParams.getAll(name).join(",");
  return check(schema, query, codes);
}

/** The id that a new row gets from the path; `name` is what API.md calls it. @throws AppError validation_failed */
export function parsePathId(name: string, value: string): string {
  const parsed = id.safeParse(value);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? "is not an id";
  throw new AppError("validation_failed", `${name}: ${message}`, { fields: [{ field: name, message }] });
}

function check<S extends z.ZodType>(schema: S, value: unknown, codes: ValueCodes | undefined): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const fields = issues.flatMap(fieldsOf);
  const wrongValue = issues[0];
  if (codes !== undefined && wrongValue && issues.every((issue) => isCodedValue(issue, value, codes))) {
    const field = String(wrongValue.path[0]);
    const given = valueAt(value, wrongValue.path) ?? valueAt(value, wrongValue.path.slice(0, 1));
    const detail = `Invalid ${field}: ${String(given).slice(0, 100)} (${wrongValue.message})`;
    const code = codes[field] ?? "validation_failed";
    throw new AppError(code, detail, { fields, ...(code === "validation_failed" && { status: 400 }) });
  }
  const first = fields[0];
  throw new AppError("validation_failed", first ? `${first.field}: ${first.message}` : undefined, { fields });
}

function fieldsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...path, key].join("."), message: "is not a known field" }));
  }
  return [{ field: path.join(".") || "body", message: issue.message }];
}

/** Whether the type is right and only the value is not, in a field that has a code for that. */
function isCodedValue(issue: z.core.$ZodIssue, input: unknown, codes: ValueCodes): boolean {
  if (!Object.hasOwn(codes, String(issue.path[0]))) return false;
  if (issue.code === "too_small" || issue.code === "too_big") return true;
  if (issue.code !== "invalid_value") return false;
  // An entry of a comma list has a path below the text that was sent.
  return [issue.path, issue.path.slice(0, 1)].some((path) => typeof valueAt(input, path) === "string");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Existing clients send `lessonId` for `lesson_id`. Giving both spellings is an error, so that none is ignored. */
function withSnakeCase(body: unknown, schema: z.ZodObject): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const renamed: Record<string, unknown> = { ...body };
  for (const name of Object.keys(schema.shape)) {
    const camel = camelCase(name);
    if (camel === name || !Object.hasOwn(body, camel)) continue;
    if (Object.hasOwn(body, name)) {
      const message = `is given twice, as ${name} and ${camel}`;
      throw new AppError("validation_failed", `${name} ${message}`, { fields: [{ field: name, message }] });
    }
    renamed[name] = renamed[camel];
    delete renamed[camel];
  }
  return renamed;
}
