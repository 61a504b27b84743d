/**
 * Why there is no usable answer, as the end of a sentence: "the language model answered with status 401". `isLasting`: the
 * next question would meet the same, so asking on is useless.
 */
export class ModelTrouble extends Error {
  override name = "ModelTrouble";
  constructor(
    message: string,
    readonly isLasting: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
