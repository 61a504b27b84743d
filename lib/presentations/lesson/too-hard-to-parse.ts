/**
 * Documents that a Markdown parser must not get. Measured with micromark 4: about 10 ms per KB of lists, so a megabyte takes
 * ten seconds; and time grows with the square of the length for a paragraph full of brackets or asterisks, for lazy lines
 * after a quote, and for deep nesting, which also overflows the stack of whoever walks the tree. A lesson plan is 5–20 KB;
 * what lies beyond the limits is read line by line instead (plain-lines.ts).
 */
const MAX_LENGTH = 100_000;
/** Columns before a line's first word: 20 levels of nested lists are indented by less. */
const MAX_INDENT = 100;
/** Bracket, asterisk and underscore signs in one paragraph. */
const MAX_SIGNS = 1_500;
/** Lines in a row without a blank one and without a marker of their own. */
const MAX_LAZY_LINES = 400;

/** Entries of one list, its inner lists' among them: 14,000 short ones took 15 s, time grows with the square. */
const MAX_LIST_ITEMS = 1_500;

export function tooHardToParse(markdown: string): boolean {
  if (markdown.length > MAX_LENGTH) return true;
  let signs = 0;
  let lazyLines = 0;
  let listItems = 0;
  for (const row of markdown.split("\n")) {
    const prefix = /^(?:[\s>+*-]|\d{1,9}[.)](?=\s))*/.exec(row)?.[0] ?? "";
    if (prefix.length > MAX_INDENT && prefix.length < row.length + 1 && !/^[\s*-]*$/.test(row)) return true;
    if ((prefix.match(/[>+*-]/g)?.length ?? 0) > MAX_INDENT) return true;
    if (row.trim() === "") signs = 0;
    const marked = row.trim() === "" || /^\s*(?:[>+*|#-]|\d{1,9}[.)]\s)/.test(row);
    lazyLines = marked ? 0 : lazyLines + 1;
    if (marked) signs = 0;
    if (/^\s*(?:[+*-]|\d{1,9}[.)])\s/.test(row)) listItems += 1;
    else if (/^\S/.test(row)) listItems = 0;
    if (listItems > MAX_LIST_ITEMS) return true;
    signs += row.match(/[[\]*_~`<]/g)?.length ?? 0;
    if (signs > MAX_SIGNS || lazyLines > MAX_LAZY_LINES) return true;
  }
  return false;
}
