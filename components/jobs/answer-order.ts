/** Puts answers into the order of their questions: a slow one must not replace what a later question has brought. */
export type AnswerOrder = {
  /** @returns the number of the question that begins now */
  ask: () => number;
  /** Whether the answer to this question may be shown. From then on, those to earlier ones may not. */
  accept: (question: number) => boolean;
};

export function answerOrder(): AnswerOrder {
  let asked = 0;
  let shown = 0;
  return {
    ask: () => ++asked,
    accept(question) {
      // Not only the last one: while answers take longer than the next question, none would ever be shown.
      if (question < shown) return false;
      shown = question;
      return true;
    },
  };
}
