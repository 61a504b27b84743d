/** What an error of the database is made of: the error, what it was caused by, and what Prisma wraps into its own errors. */

const MAX_DEPTH = 8;

export type Cause = { name: string; code: string; kind: string; message: string };

const text = (value: unknown) => (typeof value === "string" ? value : "");
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** From the outside in. `code` is Prisma's, Node's or the database's; `kind` the driver adapter's word; "" where there is none. */
export function* causesOf(error: unknown): Generator<Cause> {
  let current = error;
  for (let depth = 0; depth < MAX_DEPTH && isObject(current); depth++) {
    const { name, code, originalCode, kind, message, meta, cause } = current;
    yield {
      name: text(name),
      code: text(originalCode) || text(code),
      kind: text(kind),
      message: text(message),
    };
    current = isObject(meta) && isObject(meta.driverAdapterError) ? meta.driverAdapterError : cause;
  }
}
