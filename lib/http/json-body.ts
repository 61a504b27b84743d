/** Reads a JSON body without trusting it: bounded while it streams, strict UTF-8, bounded nesting, nothing silently changed. */
import { AppError } from "@/lib/errors";
import { findDuplicateKey } from "./duplicate-key";

export const MAX_BODY_BYTES = 1024 * 1024;
/**
 * A body that is too large is read on up to here and thrown away: an answer before its end would close the connection while
 * the client still writes, and the client would see a reset instead of the 413.
 */
export const MAX_READ_BYTES = 16 * 1024 * 1024;
/** JSON.parse takes any nesting, but JSON.stringify and structuredClone overflow the stack at about 10,000 levels. */
export const MAX_NESTING = 32;
/** A place is named for a person; keys may be as long as the body. */
const MAX_NAME_LENGTH = 200;

/** The name of a field as an answer gives it. Not cut within a character. */
export const cutName = (name: string) => name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, "");

/** "\\ud83d" without its other half: UTF-8 has no such character, so storing it would change it. NUL (U+0000) PostgreSQL cannot store. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The parsed body.
 * @throws AppError unsupported_media_type, payload_too_large, validation_failed (400)
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  requireJson(request);
  return parseJson(decode(await readBytes(request)));
}

/** As readJsonBody; a request without a body, whatever type it claims, gives `{}`. */
export async function readOptionalJsonBody(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return {};
  requireJson(request);
  return parseJson(decode(bytes));
}

function requireJson(request: Request): void {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json")) throw new AppError("unsupported_media_type");
  if (request.headers.has("content-encoding")) {
    throw new AppError("unsupported_media_type", "Send the body without Content-Encoding");
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MAX_READ_BYTES) break;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    }
  } catch (cause) {
    // The client has gone: no fault of ours that the log should hold with a stack.
    throw notJson("The body ended before its end", cause);
  }
  if (size > MAX_BODY_BYTES) throw new AppError("payload_too_large");
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notJson("The body is not valid UTF-8", cause);
  }
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notJson("The body is not valid JSON", cause);
  }
  const trouble = troubleIn(value) ?? duplicateTrouble(text);
  if (trouble !== null) throw notJson(trouble.message, undefined, trouble.field);
  return value;
}

const notJson = (message: string, cause?: unknown, field = "body") =>
  new AppError("validation_failed", message, { status: 400, cause, fields: [{ field, message }] });

type Trouble = { field: string; message: string };

function duplicateTrouble(text: string): Trouble | null {
  const place = findDuplicateKey(text);
  return place && { field: nameOf(place), message: `The body gives ${nameOf(place)} twice` };
}

/** A value and the way to it; the way is spelt out only for what is wrong. */
type Node = { value: unknown; key: string; parent: Node | null };

/** Walks level by level, without recursion. */
function troubleIn(root: unknown): Trouble | null {
  let level: Node[] = [{ value: root, key: "", parent: null }];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) {
      return { field: "body", message: `The body is nested deeper than ${MAX_NESTING} levels` };
    }
    const next: Node[] = [];
    for (const node of level) {
      const wrong = wrongWith(node.value);
      if (wrong !== null) {
        const field = nameOf(pathOf(node));
        return { field, message: `${field === "body" ? "The body" : field} holds ${wrong}` };
      }
      if (typeof node.value !== "object" || node.value === null) continue;
      for (const [key, value] of Object.entries(node.value)) next.push({ value, key, parent: node });
    }
    level = next;
  }
  return null;
}

function wrongWith(value: unknown): string | null {
  if (typeof value === "number" && !Number.isFinite(value)) return "a number that is too large";
  if (typeof value === "string" && value.includes("\0")) return "a NUL character";
  if (typeof value === "string" && LONE_SURROGATE.test(value)) return "half a character (a lone surrogate)";
  if (typeof value !== "object" || value === null) return null;
  if (Object.hasOwn(value, "__proto__")) return 'the key "__proto__"';
  if (Array.isArray(value)) return null;
  const keys = Object.keys(value);
  if (keys.some((key) => key.includes("\0"))) return "a key with a NUL character";
  if (keys.some((key) => LONE_SURROGATE.test(key))) return "a key with half a character (a lone surrogate)";
  return null;
}

function pathOf(node: Node): string[] {
  const path: string[] = [];
  for (let at: Node | null = node; at?.parent; at = at.parent) path.unshift(at.key);
  return path;
}

const nameOf = (path: readonly string[]) => cutName(path.join(".")) || "body";
