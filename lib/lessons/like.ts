/** The LIKE pattern (ESCAPE '\') that finds `text` anywhere: text is text, its % and _ are no wildcards. */
export function likeText(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
