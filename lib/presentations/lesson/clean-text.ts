/**
 * Makes text safe for every renderer: PPTX is XML, which has no form for control characters, lone surrogates or
 * non-characters. Line ends become "\n"; page breaks count as line ends; other control characters vanish.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g, "\n")
    .replace(/\p{Cc}|\uFEFF/gu, (char) => (char === "\n" || char === "\t" ? char : ""))
    .replace(/\p{Surrogate}|[\uFFFE\uFFFF]/gu, "\uFFFD");
}

/** One line, single spaces. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
