import type { CompareDecksAddress } from "./compare-address";

/** Address of the comparison of two decks; of one alone it asks for the other. Apart from the schema that reads it, which pages need not load. */
export function compareDecksHref(address: CompareDecksAddress): string {
  const query = new URLSearchParams();
  for (const name of ["a", "b", "only"] as const) if (address[name]) query.set(name, address[name]);
  return `/presentations/compare?${query}`;
}
