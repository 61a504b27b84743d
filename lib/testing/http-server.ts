/** Handlers of the web's Request and Response behind a real HTTP server, for tests of clients. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export type TestServer = {
  /** "http://127.0.0.1:40001" */
  url: string;
  port: number;
  /** As a server that is killed: open connections break. */
  close: () => Promise<void>;
};

/** @param port 0: any that is free */
export async function serve(handler: (request: Request) => Promise<Response>, port = 0): Promise<TestServer> {
  const server = createServer((message, response) => {
    // A client that goes away while it is answered is no fault.
    answer(handler, message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const { port: taken } = server.address() as AddressInfo; // of a server on a port it is one
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const { status, headers, body } = await handler(requestOf(message, gone.signal));
  response.writeHead(status, Object.fromEntries(headers));
  if (body === null) response.end();
  else await pipeline(Readable.fromWeb(body as import("node:stream/web").ReadableStream), response);
}

function requestOf(message: IncomingMessage, signal: AbortSignal): Request {
  const headers = Object.entries(message.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const { method = "GET", url = "/" } = message;
  return new Request(`http://${message.headers.host}${url}`, {
    method,
    headers,
    signal,
    ...(method !== "GET" &&
      method !== "HEAD" && { body: Readable.toWeb(message) as ReadableStream, duplex: "half" }),
  } as RequestInit);
}
