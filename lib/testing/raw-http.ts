/** Requests as bytes on a socket, for what no HTTP client would send. */
import { connect, type Socket } from "node:net";

export type RawAnswer = { status: number; headers: Headers; body: string };

/** Opens a connection to this machine. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  return socket;
}

/** `POST /x HTTP/1.1` with these headers, and the empty line after them. */
export function rawHead(line: string, headers: Record<string, string> = {}): string {
  const all = { Host: "127.0.0.1", Connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** Sends the parts and gives what comes back until the server closes. @throws when it closes without an answer */
export async function sendRaw(port: number, ...parts: (string | Uint8Array)[]): Promise<RawAnswer> {
  const socket = await openSocket(port);
  for (const part of parts) socket.write(part);
  return readAnswer(socket);
}

/** Reads up to the end of the connection, which has one answer. */
export async function readAnswer(socket: Socket): Promise<RawAnswer> {
  return parseAnswer(await readText(socket));
}

/** Everything up to the end of the connection, as it came: a character for each byte. */
export async function readText(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  socket.destroy();
  return Buffer.concat(chunks).toString("latin1");
}

function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, end).split("\r\n");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(first)?.[1];
  if (status === undefined) throw new Error(`no answer, but: ${text.slice(0, 200)}`);
  const headers = new Headers(lines.map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
  const rest = text.slice(end + 4);
  const body = headers.get("transfer-encoding") === "chunked" ? unchunk(rest) : rest;
  return { status: Number(status), headers, body: Buffer.from(body, "latin1").toString("utf8") };
}

function unchunk(text: string): string {
  let body = "";
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\r\n", at);
    const size = Number.parseInt(text.slice(at, end), 16);
    if (!(size > 0)) break;
    body += text.slice(end + 2, end + 2 + size);
    at = end + 2 + size + 2;
  }
  return body;
}
