/** Which command a key means. Pure: what was pressed before, and when, is an argument. */

/** How long after `g` the next key still says where to go. */
export const GO_WITHIN_MS = 1500;

export type Command =
  | { kind: "palette" }
  | { kind: "sheet" }
  | { kind: "search" }
  /** To the page with this key. */
  | { kind: "go"; key: string };

type Press = {
  key: string;
  /** ⌘ or Ctrl. */
  isWithCommand: boolean;
  /** Single characters count: nobody types, no dialog is open, they are not turned off. */
  mayBeSingle: boolean;
  atMs: number;
};

/** `goSinceMs`: when `g` was pressed, null when it was not, or something came between. */
export type Reading = { command: Command | null; goSinceMs: number | null };

export function readKey({ key, isWithCommand, mayBeSingle, atMs }: Press, goSinceMs: number | null): Reading {
  const nothing = { command: null, goSinceMs: null };
  if (isWithCommand && key.toLowerCase() === "k") return { command: { kind: "palette" }, goSinceMs: null };
  // Shift on its own way to "?" is no key between.
  if (key === "Shift") return { command: null, goSinceMs };
  if (isWithCommand || !mayBeSingle) return nothing;
  if (goSinceMs !== null && atMs - goSinceMs <= GO_WITHIN_MS) {
    return { command: { kind: "go", key: key.toLowerCase() }, goSinceMs: null };
  }
  switch (key) {
    case "g":
      return { command: null, goSinceMs: atMs };
    case "?":
      return { command: { kind: "sheet" }, goSinceMs: null };
    case "/":
      return { command: { kind: "search" }, goSinceMs: null };
    default:
      return nothing;
  }
}
