/** Codes of curriculum standards, "1.CR.1", "M.3.1", "MU:Cr1.1.4a", "CCSS.ELA-LITERACY.RL.3.1", and what is said of them. */
import type { Standard } from "@/lib/contract/lessons";

const CODE =
  /(?<![\w.:])(?:MU:[A-Z][a-z]\d{1,2}(?:\.[A-Za-z0-9]{1,5}){1,4}|CCSS(?:\.[A-Z0-9-]{1,20}){2,6}|(?:\d{1,2}|P?K|HS|[A-Z])\.[A-Z]{1,3}\.\d{1,2}(?:\.\d{1,2})?[a-z]?|[A-Z]{1,3}\.(?:\d{1,2}|K)\.\d{1,2}[a-z]?)(?!\w)/g;

/** Keeps the pattern below cheap; the whole line stands in the overview anyway. */
const SUMMARY_MAX = 1_000;

export function codesIn(texts: Iterable<string>): string[] {
  const codes = new Set<string>();
  for (const text of texts) for (const found of text.matchAll(CODE)) codes.add(found[0]);
  return [...codes];
}

/**
 * The standards a list of lines names, each once: "1.CR.1 – Create original ideas" gives the summary after the code. The
 * first line that says something about a code wins over a bare mention.
 */
export function standardsIn(texts: Iterable<string>): Standard[] {
  const standards = new Map<string, Standard>();
  for (const text of texts) {
    const found = [...text.matchAll(CODE)];
    found.forEach((match, index) => {
      const code = match[0];
      const rest = text.slice(match.index + code.length, found[index + 1]?.index).slice(0, SUMMARY_MAX);
      const summary = /^[\s)\]*]*[-–—:：]\s*(\S.*?)[\s,;，；]*$/su.exec(rest)?.[1] ?? "";
      const known = standards.get(code);
      if (known === undefined) standards.set(code, { code, title: "", summary });
      else if (known.summary === "") known.summary = summary;
    });
  }
  return [...standards.values()];
}
