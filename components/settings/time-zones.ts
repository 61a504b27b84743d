/** The zones of the world, as this browser knows them. */

/** Of the machine. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The IANA names that hold all of `words`, whatever their case and whether parts are joined by "_" or spaces; those whose city
 * begins with the first word come first.
 */
export function findZones(words: string, all: readonly string[] = allZones()): string[] {
  const wanted = words
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  const [first = ""] = wanted;
  const cityOf = (zone: string) => zone.slice(zone.lastIndexOf("/") + 1).toLowerCase();
  return all
    .filter((zone) => wanted.every((word) => zone.toLowerCase().includes(word)))
    .sort((a, b) => Number(cityOf(b).startsWith(first)) - Number(cityOf(a).startsWith(first)));
}

const allZones = () => Intl.supportedValuesOf("timeZone");
