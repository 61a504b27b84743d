/**
 * Runs `start` while the tab can be seen, and aborts its signal when it cannot: a browser allows six connections to a host, so that
 * a seventh tab would get no answer at all. A network that is back is used at once.
 * @returns what ends it for good
 */
export function whileVisible(start: (signal: AbortSignal) => void): () => void {
  let current: AbortController | null = null;

  function end() {
    current?.abort();
    current = null;
  }

  function begin() {
    end();
    if (document.visibilityState === "hidden") return;
    current = new AbortController();
    start(current.signal);
  }

  begin();
  document.addEventListener("visibilitychange", begin);
  window.addEventListener("online", begin);
  return () => {
    document.removeEventListener("visibilitychange", begin);
    window.removeEventListener("online", begin);
    end();
  };
}
