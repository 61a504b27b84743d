/** The place of one worker on the page of workers. */
export function workerHref(workerId: string): string {
  return `/workers#${encodeURIComponent(workerId)}`;
}
