/** Reads a JSON body without trusting it: bounded while it streams, strict UTF-8, bounded nesting, nothing silently changed. */
import { AppError } from "@/lib/errors";

export const MAX_BODY_BYTES = 1024 * 1024;
/**
 * A body that is too large is read on up to here and thrown away: an answer before its end would close the connection while
 * the client still writes, and the client would see a reset instead of the 413.
 */
const MAX_READ_BYTES = 16 * 1024 * 1024;
/** JSON.parse takes any nesting, but JSON.stringify and structuredClone overflow the stack at about 10,000 levels. */
export const MAX_NESTING = 32;

/**
 * The parsed body.
 * @throws AppError unsupported_media_type, payload_too_large, validation_failed (400)
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json")) throw new AppError("unsupported_media_type");
  if (request.headers.has("content-encoding")) {
    throw new AppError("unsupported_media_type", "Send the body without Content-Encoding");
  }
  return parseJson(decode(await readBytes(request)));
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_READ_BYTES) break;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
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
  const trouble = troubleIn(value);
  if (trouble !== null) throw notJson(trouble);
  return value;
}

const notJson = (message: string, cause?: unknown) =>
  new AppError("validation_failed", message, { status: 400, cause, fields: [{ field: "body", message }] });

/** Walks level by level, without recursion. */
function troubleIn(root: unknown): string | null {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return `The body is nested deeper than ${MAX_NESTING} levels`;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === "number" && !Number.isFinite(value))
        return "The body holds a number that is too large";
      if (typeof value !== "object" || value === null) continue;
      if (Object.hasOwn(value, "__proto__")) return 'The body holds the key "__proto__"';
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return null;
}
