/** One request of the fuzz run. */

/** Who sends a request; the test has the headers that each of them sends. */
export type FuzzCaller =
  | "service"
  | "acting"
  | "teacher"
  | "viewer"
  | "operator"
  | "admin"
  | "nobody"
  | "liar";

export type FuzzRequest = {
  /** As the document calls it. */
  address: string;
  declaredMethod: string;
  caller: FuzzCaller;
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  /** The one thing that is wrong; null: nothing. */
  wrong: string | null;
};
