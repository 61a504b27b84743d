/** The keys of a list of jobs. The sheet behind `?` names them (components/shortcuts). */

export type ListCommand = "next" | "previous" | "select" | "selectRange" | "retry" | "cancel" | "clear";

const commands: Readonly<Record<string, ListCommand>> = {
  j: "next",
  k: "previous",
  x: "select",
  // With shift: from the job chosen before to this one.
  X: "selectRange",
  r: "retry",
  c: "cancel",
  Escape: "clear",
};

/** What a key means to the list; null: nothing. Enter is the link's own. */
export function listCommand(key: string): ListCommand | null {
  return Object.hasOwn(commands, key) ? (commands[key] ?? null) : null;
}

/** The job to go to: from `current`, or from the edge of the list when none is. */
export function stepFrom(
  ids: readonly string[],
  current: string | null,
  command: "next" | "previous",
): string | undefined {
  const at = current === null ? -1 : ids.indexOf(current);
  if (at === -1) return command === "next" ? ids[0] : ids.at(-1);
  return ids[command === "next" ? Math.min(at + 1, ids.length - 1) : Math.max(at - 1, 0)];
}
