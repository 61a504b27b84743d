/** Tells when the database may have changed, whoever wrote. Each database has its own way (see the two feeds). */
export type ChangeSource = {
  /** Calls `listener` after changes, several at once folded into one call. Returns the function that stops it. */
  subscribe(listener: () => void): () => void;
};
