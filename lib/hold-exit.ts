/**
 * Lets the process end only when `work` has, or after `maxMs`: Next.js' server exits as soon as its last connection is closed, and
 * waits for nothing of ours.
 */
export function holdExit(work: Promise<unknown>, maxMs: number): void {
  const exit = process.exit.bind(process);
  const longest = new Promise((resolve) => setTimeout(resolve, maxMs).unref());
  const done = Promise.race([work, longest]).catch(() => {});
  process.exit = (code) => {
    void done.then(() => exit(code));
    // It promises not to return, and whoever calls it does nothing after it.
    return undefined as never;
  };
}
