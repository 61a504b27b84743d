/** What the details of an audit entry say, field by field. */

export type Change = {
  name: string;
  /** Undefined: the entry tells one value only. */
  before?: unknown;
  value: unknown;
};

/**
 * `{ before: { role: "viewer" }, after: { role: "admin" } }` and `{ role: "admin", role_before: "viewer" }` both say that the role
 * changed; anything else is a value. The reason is left out: it is shown by itself.
 */
export function changesOf(details: Readonly<Record<string, unknown>>): Change[] {
  const { before, after, reason: _, ...rest } = details;
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    return [
      ...changed.map((name) => ({ name, before: before[name] ?? null, value: after[name] ?? null })),
      ...changesOf(rest),
    ];
  }
  const all: Record<string, unknown> = {
    ...rest,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
  return Object.entries(all).flatMap(([name, value]) => {
    const of = name.replace(/_before$/, "");
    if (of !== name && Object.hasOwn(all, of)) return [];
    const earlier = `${name}_before`;
    return [{ name, value, ...(Object.hasOwn(all, earlier) && { before: all[earlier] }) }];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
