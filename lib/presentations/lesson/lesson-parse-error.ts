/** A lesson that cannot become a deck. `field` is the path of the wrong field of an m2.0 document, "content.activities.0.title". */
export class LessonParseError extends Error {
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.name = "LessonParseError";
    this.field = field;
  }
}
