/**
 * Documents that a Markdown parser must not get. Measured with micromark 4: about 10 ms per KB of lists, so a megabyte takes
 * ten seconds; and time grows with the square of the length for a paragraph full of brackets or asterisks, for lazy lines
 * after a quote, and for deep nesting, which also overflows the stack of whoever walks the tree. A lesson plan is 5–20 KB;
 * what lies beyond the limits of a text, or of what the parser may do for the whole document, is read line by line instead
 * (plain-lines.ts).
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

/**
 * What the parser may do for one document, in steps: 0.1–0.3 ms each, half a millisecond for the worst that was found (quotes of a
 * line each). All texts of an m2.0 document share it. A lesson of 10 KB with lists and tables takes 800.
 */
export type ParserBudget = { left: number };

/** For a thread: a lesson of 100 KB, and two seconds at most. */
export const THREAD_STEPS = 6_000;
/** For the server, where nothing else happens meanwhile: a lesson of 20 KB. */
export const SERVER_STEPS = 1_500;

/** Whether the parser gets the text; what it then takes is gone from the budget. */
export function mayParse(markdown: string, budget: ParserBudget): boolean {
  if (tooHardToParse(markdown)) return false;
  const steps = stepsOf(markdown);
  if (steps > budget.left) return false;
  budget.left -= steps;
  return true;
}

/** The length, each row, each list item, quote, definition and underline that makes a heading, each sign of an inline construct. */
function stepsOf(markdown: string): number {
  let steps = markdown.length / 50;
  for (const row of markdown.split("\n")) {
    if (row.trim() === "") continue;
    const prefix = /^(?:[\s>+*=-]|\d{1,9}[.)](?=\s))*\[?/.exec(row)?.[0] ?? "";
    const markers = prefix.match(/[>+*[-]|\d+|=+/g)?.length ?? 0;
    const signs = row.match(/[[\]*_~`<|&@]|www\.|https?:/gi)?.length ?? 0;
    steps += 1 + 3 * markers + signs;
  }
  return steps;
}

function tooHardToParse(markdown: string): boolean {
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
