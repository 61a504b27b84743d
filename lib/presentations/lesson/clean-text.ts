/** Vertical tab, form feed, next line, line and paragraph separator: by code, because written out they cannot be seen. */
const LINE_SEPARATORS = [0x0b, 0x0c, 0x85, 0x2028, 0x2029].map((code) => String.fromCharCode(code)).join("");
const LINE_END = new RegExp(`\r\n?|[${LINE_SEPARATORS}]`, "g");

/**
 * Makes text safe for every renderer: PPTX is XML, which has no form for control characters, lone surrogates or
 * non-characters. Line ends become "\n"; page breaks count as line ends; other control characters vanish.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_END, "\n")
    .replace(/\p{Cc}|\uFEFF/gu, (char) => (char === "\n" || char === "\t" ? char : ""))
    .replace(/\p{Surrogate}|[\uFFFE\uFFFF]/gu, "\uFFFD");
}

/** One line, single spaces. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
