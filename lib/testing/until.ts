import { watches } from "@/lib/jobs/job-watch";

/**
 * Looks now and after every change of the database, until the look finds something. Nothing sleeps: whoever waits is woken by
 * the same feed as the workers.
 * @param look null: not yet
 */
export function until<T>(look: () => Promise<T | null>): Promise<T> {
  return new Promise((resolve, reject) => {
    let looking = false;
    let again = false;
    let done = false;
    const stop = watches().feed.subscribe(() => void lookOnce());
    const finish = (end: () => void) => {
      done = true;
      stop();
      end();
    };
    async function lookOnce(): Promise<void> {
      again = looking;
      if (looking || done) return;
      looking = true;
      try {
        const found = await look();
        if (found !== null) finish(() => resolve(found));
      } catch (error) {
        finish(() => reject(error));
      } finally {
        looking = false;
      }
      if (again) void lookOnce();
    }
    void lookOnce();
  });
}
