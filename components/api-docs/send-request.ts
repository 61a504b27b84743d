/** Sends a request of the API page with the browser's session, and shows what comes back while it comes. */

/** What is kept of an answer; a stream may go on for hours. */
const MAX_SHOWN_LENGTH = 100_000;

export type Sending = {
  method: string;
  address: string;
  headers: Record<string, string>;
  body: string | null;
};
export type Received = { status: string; text: string; isDone: boolean };

const isText = (type: string) => /json|^text\//.test(type);

/** Calls `onProgress` with everything so far. Ends when the answer ends or `signal` aborts. @throws when nothing comes */
export async function sendRequest(
  { method, address, headers, body }: Sending,
  signal: AbortSignal,
  onProgress: (received: Received) => void,
): Promise<void> {
  const beganAt = performance.now();
  const response = await fetch(address, {
    method,
    headers: { ...headers, ...(body !== null && { "Content-Type": "application/json" }) },
    ...(body !== null && { body }),
    signal,
  });
  const status = `${response.status} ${response.statusText}`.trim();
  const told = `${status} in ${Math.round(performance.now() - beganAt)} ms`;
  const type = response.headers.get("content-type") ?? "";
  if (response.body !== null && !isText(type)) {
    const { size } = await response.blob();
    return onProgress({ status: told, text: `${size} bytes of ${type}`, isDone: true });
  }
  let text = "";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text = (text + part.value).slice(-MAX_SHOWN_LENGTH);
    onProgress({ status: told, text, isDone: false });
  }
  onProgress({ status: told, text: type.includes("json") ? indented(text) : text, isDone: true });
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
