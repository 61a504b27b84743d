const MAX_CHARACTERS = 500;

/**
 * Text as one line that can stand in a header, a log and a subject: whatever breaks lines, is invisible, turns the direction of writing
 * or is no character becomes a space. Cut to 500 characters.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, MAX_CHARACTERS)
    .replace(/\p{Cs}+/gu, "");
}
