/**
 * Breaks off files that nobody reads. A client that opens an export and then reads nothing would hold its connection, its place
 * (stream-slots.ts) and what was read for it, for ever. Only the connection knows that nothing moves on it, and Next.js gives it to
 * no route: Node tells of every request on a channel, whoever made the server.
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** Without a byte in either direction. A slow reader takes some, and may take all day. */
const UNREAD_MS = 60_000;

/** Addresses of files that are sent while they are read. */
export const fileAddress = /\/export(?:\?|$)/;

/** From now on, in this process. The connection ends without the last chunk; Node sets its own time limits anew for the next request. */
export function breakOffUnreadFiles(unreadMs = UNREAD_MS): void {
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket }; // as Node's documentation says
    if (fileAddress.test(request.url ?? "")) socket.setTimeout(unreadMs);
  });
}
