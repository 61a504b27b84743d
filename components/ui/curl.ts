/** Calls of the API as commands for a terminal. */

export type CurlCall = {
  method: string;
  /** Whole: `https://decks.school.example/api/lessons?q=a`. */
  url: string;
  /** Sent as JSON. */
  body?: unknown;
  /** A real token; left out, the command takes it from the shell's variable `TOKEN`. */
  token?: string;
};

/** `text` as one word of a POSIX shell, whatever it holds. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** One command that a POSIX shell reads as it is meant, on several lines. */
export function curlCommand({ method, url, body, token }: CurlCall): string {
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${quoted(url)}`,
    // The variable stands in double quotes, so that the shell puts its value there.
    token === undefined
      ? '-H "Authorization: Bearer $TOKEN"'
      : `-H ${quoted(`Authorization: Bearer ${token}`)}`,
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body))}`]),
  ];
  return lines.join(" \\\n  ");
}
