import type { CompareAddress } from "./compare-address";

/** Address of the comparison of two jobs. Apart from the schema that reads it, which pages need not load. */
export function compareHref({ a, b, only }: CompareAddress): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ a, b, only })) if (value) query.set(name, value);
  return query.size === 0 ? "/jobs/compare" : `/jobs/compare?${query}`;
}
