/**
 * Input of a request checked by its contract. API.md tells 400 from 422: a missing, mistyped or unknown field is 422
 * everywhere; a well-typed value outside its list or range is 400 with a code of its own where the route names one.
 */
import type { z } from "zod";
import type { ErrorCode } from "@/lib/contract/errors";
import type { FieldError } from "@/lib/contract/problem";
import { noQuery } from "@/lib/contract/query";
import { AppError } from "@/lib/errors";
import { wordsOf } from "./issue-words";
import { cutName, readJsonBody, readOptionalJsonBody } from "./json-body";
import { withSnakeCase } from "./snake-case";

/** The code for a well-typed value outside the list or range of a field: `{ style: "invalid_style" }`. */
export type ValueCodes = Readonly<Record<string, ErrorCode>>;

/** @throws AppError validation_failed, one of `codes`, unsupported_media_type, payload_too_large */
export async function parseBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  codes?: ValueCodes,
): Promise<z.infer<S>> {
  return check(schema, withSnakeCase(await readJsonBody(request), schema), codes);
}

/** As parseBody, for requests whose fields are all optional: no body at all counts as `{}`. */
export async function parseOptionalBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  codes?: ValueCodes,
): Promise<z.infer<S>> {
  return check(schema, withSnakeCase(await readOptionalJsonBody(request), schema), codes);
}

/**
 * Of a request that takes no body: none, or `{}`, which clients send that always send one. What else is sent would be ignored.
 * @throws as parseOptionalBody
 */
export async function refuseBody(request: Request): Promise<Record<string, never>> {
  return parseOptionalBody(request, noQuery);
}

/** One entry of a list that came in a body, by itself. @throws AppError validation_failed, one of `codes` */
export function parseEntry<S extends z.ZodType>(entry: unknown, schema: S, codes?: ValueCodes): z.infer<S> {
  return check(schema, withSnakeCase(entry, schema), codes);
}

/** The query string. A repeated parameter counts as a comma list. Without a schema, none is taken. @throws as parseBody */
export function parseQuery<S extends z.ZodObject>(url: URL, schema?: S, codes?: ValueCodes): z.infer<S> {
  for (const part of url.search.slice(1).split("&")) {
    // URLSearchParams would quietly put U+FFFD in the place of what is no UTF-8.
    if (!isUtf8(part)) throw invalid(nameOf(part), "is badly encoded: it must be percent-encoded UTF-8");
  }
  // Without a prototype, so that "__proto__" is a name like any other.
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of url.searchParams) {
    query[name] = name in query ? `${query[name]},${value}` : value;
  }
  const unstorable = Object.keys(query).find((name) => `${name}${query[name]}`.includes("\0"));
  // PostgreSQL has no such character in its texts, so nothing with one can ever be found.
  if (unstorable !== undefined) throw invalid(unstorable.replaceAll("\0", ""), "holds a NUL character");
  return check((schema ?? noQuery) as S, query, codes); // noQuery is the schema of an endpoint that declares none
}

/** A "%" that begins no byte is only itself. */
function isUtf8(part: string): boolean {
  try {
    decodeURIComponent(part.replace(/%(?![\da-f]{2})/gi, "%25"));
    return true;
  } catch {
    return false;
  }
}

/** Of `name=value`, as far as it can be read. */
function nameOf(part: string): string {
  const name = part.split("=", 1)[0] ?? "";
  return isUtf8(name) && name !== "" ? decodeURIComponent(name.replace(/%(?![\da-f]{2})/gi, "%25")) : "query";
}

/** The parameters of the path; Next.js' `jobId` is the contract's `job_id`. @throws AppError validation_failed */
export function parseParams<S extends z.ZodObject>(
  params: Record<string, string | string[] | undefined>,
  schema?: S,
): z.infer<S> {
  const named = Object.entries(params).map(([name, value]) => [parameterName(name), value]);
  return check((schema ?? noQuery) as S, Object.fromEntries(named), undefined); // as in parseQuery
}

/** `jobId` → `job_id`: what the contract calls the parameter of a folder `[jobId]`. */
export function parameterName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The headers that `schema` names; all others are nobody's business. @throws AppError validation_failed */
export function parseHeaders<S extends z.ZodObject>(headers: Headers, schema?: S): z.infer<S> {
  const named = Object.keys(schema?.shape ?? {}).map((name) => [name, headers.get(name) ?? undefined]);
  return check((schema ?? noQuery) as S, Object.fromEntries(named), undefined); // as in parseQuery
}

const invalid = (name: string, message: string, field = cutName(name)) =>
  new AppError("validation_failed", `${field} ${message}`, { fields: [{ field, message }] });

function check<S extends z.ZodType>(schema: S, value: unknown, codes: ValueCodes | undefined): z.infer<S> {
  const parsed = schema.safeParse(value, { error: wordsOf });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const fields = fieldsOf(issues);
  const wrongValue = issues[0];
  if (codes !== undefined && wrongValue && issues.every((issue) => isCodedValue(issue, value, codes))) {
    const field = String(wrongValue.path[0]);
    const given = valueAt(value, wrongValue.path) ?? valueAt(value, wrongValue.path.slice(0, 1));
    const detail = `Invalid ${field}: ${String(given).slice(0, 100)} (${wrongValue.message})`;
    const code = codes[field] ?? "validation_failed";
    throw new AppError(code, detail, { fields, ...(code === "validation_failed" && { status: 400 }) });
  }
  const first = fields[0];
  throw new AppError("validation_failed", first ? `${first.field} ${first.message}` : undefined, { fields });
}

/** An answer stays small, whatever was sent: a person mends a hundred fields first. */
const MAX_FIELDS = 100;

function fieldsOf(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const fields: FieldError[] = [];
  for (const issue of issues) {
    if (fields.length >= MAX_FIELDS) break;
    if (issue.code !== "unrecognized_keys") {
      fields.push({ field: shortName(issue.path) || "body", message: issue.message });
      continue;
    }
    for (const key of issue.keys.slice(0, MAX_FIELDS - fields.length)) {
      fields.push({ field: shortName([...issue.path, key]), message: "is not a known field" });
    }
  }
  return fields;
}

const shortName = (path: readonly PropertyKey[]) => cutName(path.map(String).join("."));

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
