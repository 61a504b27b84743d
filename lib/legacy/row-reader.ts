/** One old row, read column by column. What could not be taken over as it was is remembered: in words, and as it stood. */
import { createHash } from "node:crypto";
import type { LegacyRow, LegacyValue } from "./legacy-file";
import { asFlag, asNumber, asText, asTime, asWhole, asWord, clean, toJsonValue } from "./values";

/** What becomes of an old row. `remainder`: column → old value, of all that has no place here or is said differently. */
export type Mapped<T> =
  | { id: string; row: T; changes: string[]; remainder: Record<string, string | number | null> }
  | { id: string; dropped: string };

/** As the API's ids, and no name of a folder such as "..", because decks have folders of their id. */
const GOOD_ID = /^(?!\.+$)[\w.:@-]{1,200}$/;
const MAX_SHOWN = 60;

/** The id here of an old row's id. An id that no address can hold becomes another, the same in every run. */
export const idFrom = (text: string) => (GOOD_ID.test(text) ? text : hashedId(text));
const hashedId = (text: string) => `legacy-${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;

/** Ids of people stand in no address; only their length is bounded, for the indexes. */
export const personIdFrom = (text: string) => (text.length <= 200 ? text : hashedId(text));

/** A value for a line of text: quoted, without line breaks, not too long. */
export function shown(value: LegacyValue | undefined): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const text = JSON.stringify(asText(value)) ?? "null";
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

export class RowReader {
  readonly changes: string[] = [];
  readonly #read = new Set<string>();
  readonly #changed = new Set<string>();

  constructor(private readonly row: LegacyRow) {}

  /** The old value itself. */
  raw(column: string): LegacyValue | undefined {
    this.#read.add(column);
    return this.row[column];
  }

  /** Says in words what happens to a column, and keeps its old value. */
  change(column: string, words: string): void {
    this.changes.push(words);
    this.#changed.add(column);
  }

  /** `read`'s answer; `fallback` for NULL, and for what `read` cannot understand, which is a change. */
  #take<T>(column: string, read: (value: LegacyValue | undefined) => T | null, fallback: T): T {
    const value = this.raw(column);
    if (asWord(value) === null) return fallback;
    const understood = read(value);
    if (understood !== null) return understood;
    this.change(column, `${column} ${shown(value)} became ${fallback ?? "empty"}`);
    return fallback;
  }

  text(column: string): string | null {
    return asText(this.raw(column));
  }

  word(column: string): string | null {
    return asWord(this.raw(column));
  }

  /** For names, and for columns with an index: PostgreSQL's hold no long texts. */
  shortWord(column: string): string | null {
    const word = this.word(column);
    if (word === null || word.length <= 200) return word;
    this.change(column, `${column} ${shown(word)} was cut to 200 characters`);
    return clean(word.slice(0, 200));
  }

  whole<T extends number | null>(column: string, min: number, max: number, fallback: T): number | T {
    const whole = this.#take<number | T>(column, (value) => asWhole(value, min, max), fallback);
    const was = asNumber(this.raw(column));
    if (was !== null && was !== whole)
      this.change(column, `${column} ${shown(this.raw(column))} became ${whole}`);
    return whole;
  }

  seconds(column: string): number | null {
    return this.#take<number | null>(
      column,
      (value) => {
        const number = asNumber(value);
        return number === null || number < 0 ? null : number;
      },
      null,
    );
  }

  flag(column: string, fallback: boolean): boolean {
    return this.#take(column, asFlag, fallback);
  }

  /** Unix ms. */
  time(column: string): number | null {
    return this.#take<number | null>(column, asTime, null);
  }

  /** One of `words`, in any case. */
  choice<T extends string>(column: string, words: readonly T[], fallback: T): T {
    const read = (value: LegacyValue | undefined) => {
      const word = asWord(value)?.toLowerCase();
      return words.find((each) => each === word) ?? null;
    };
    return this.#take(column, read, fallback);
  }

  /** The id of another row. */
  reference(column: string, idOf: (text: string) => string = idFrom): string | null {
    const text = this.word(column);
    if (text === null) return null;
    const id = idOf(text);
    if (id !== text) this.change(column, `${column} ${shown(text)} became ${id}`);
    return id;
  }

  /** What was changed and, unless `onlyChanges`, what nobody read. */
  remainder(onlyChanges = false): Record<string, string | number | null> {
    const left = Object.entries(this.row).filter(
      ([column, value]) =>
        value !== null && (this.#changed.has(column) || (!onlyChanges && !this.#read.has(column))),
    );
    return Object.fromEntries(left.map(([column, value]) => [column, toJsonValue(value)]));
  }
}
