/**
 * `work` as a function that may be called at any time: it runs once at a time, and calls that come meanwhile make one more run, so
 * the last run always began after the last call.
 * @param onFailure is told when a run fails; the next one is not harmed
 */
export function inTurn(work: () => Promise<void>, onFailure: (error: unknown) => void): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work().catch(onFailure);
    }
    running = false;
  };
}
