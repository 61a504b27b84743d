/**
 * A stream of server-sent events that keeps itself alive. The browser reconnects after a broken connection by itself but
 * gives up after an HTTP error (a server that restarts behind a proxy, an expired session): then we open it again. A
 * hidden tab holds no connection, because a browser allows six to a host and a seventh tab would get no answer at all.
 */
export type LiveState =
  | { kind: "connecting" }
  | { kind: "live" }
  /** `since`: Unix ms of the last moment at which the data was known to be right. */
  | { kind: "lost"; since: number };

type LiveStreamOptions = {
  url: string;
  /** Name of the event → what to do with its data (JSON text). */
  on: Record<string, (data: string) => void>;
  onState?: (state: LiveState) => void;
  /** The stream is open again after a gap: events may have been missed. */
  onResume?: () => void;
  /** The connection was refused: perhaps the session has ended. */
  onRefused?: () => void;
};

const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/** Opens the stream. Returns the function that closes it for good. */
export function openLiveStream({ url, on, onState, onResume, onRefused }: LiveStreamOptions): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let wasOpen = false;
  let lostSince: number | null = null;

  function lose() {
    lostSince ??= Date.now();
    onState?.({ kind: "lost", since: lostSince });
  }

  function open() {
    clearTimeout(timer);
    source = new EventSource(url);
    source.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      lostSince = null;
      if (wasOpen) onResume?.();
      wasOpen = true;
      onState?.({ kind: "live" });
    };
    source.onerror = () => {
      lose();
      if (source?.readyState !== EventSource.CLOSED) return;
      onRefused?.();
      timer = setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
    };
    for (const [name, handle] of Object.entries(on)) {
      source.addEventListener(name, (event: MessageEvent<string>) => handle(event.data));
    }
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function followVisibility() {
    if (document.visibilityState === "hidden") close();
    else if (source === null) open();
  }

  function reopen() {
    close();
    open();
  }

  if (document.visibilityState === "visible") open();
  document.addEventListener("visibilitychange", followVisibility);
  window.addEventListener("offline", lose);
  window.addEventListener("online", reopen);
  return () => {
    document.removeEventListener("visibilitychange", followVisibility);
    window.removeEventListener("offline", lose);
    window.removeEventListener("online", reopen);
    close();
  };
}
