/**
 * Breaks off files that nobody reads. A client that opens an export and then reads nothing would hold its connection, its place
 * (stream-slots.ts) and what was read for it, for ever. Only the connection knows that nothing moves on it, and Next.js gives it to
 * no route: Node tells of every request on a channel, whoever made the server.
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Without a byte in either direction. A slow reader takes some, and may take all day. */
const UNREAD_MS = 60_000;

/** As Node's documentation says. */
type Exchange = { request: IncomingMessage; response: ServerResponse; socket: Socket };

/** Addresses of files that are sent while they are read. */
export const fileAddress = /\/export(?:\?|$)/;

/** From now on, in this process. The connection ends without the last chunk; Node sets its own time limits anew for the next request. */
export function breakOffUnreadFiles(unreadMs = UNREAD_MS): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response, socket } = message as Exchange;
    if (!fileAddress.test(request.url ?? "")) return;
    // With a listener of ours Node leaves it to us what a silent connection means.
    response.setTimeout(unreadMs, () => {
      // Else it is the database that lets wait.
      if (socket.writableLength > 0) socket.destroy();
      else socket.setTimeout(unreadMs);
    });
  });
}
