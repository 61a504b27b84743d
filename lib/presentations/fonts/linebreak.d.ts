declare module "linebreak" {
  /** The Unicode line breaking algorithm (UAX #14). */
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may end, as an index into the text; `required` where it must. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
