/**
 * An alert for a program somewhere in the internet. The address is an operator's, and yet may lead inside: by a mistake, by a name whose
 * owner points it there later, by a redirect. So the address that is really connected to is looked at, at each connection, and
 * redirects are not followed.
 */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type Agent, request } from "node:https";
import { RequestFilteringHttpsAgent } from "request-filtering-agent";
import type { AlertNotice } from "@/lib/contract/alerts";

/** Connects to public addresses only: neither to this machine nor to its neighbours, link-local and reserved addresses included. */
export const publicAgent = (): Agent => new RequestFilteringHttpsAgent();

/**
 * Posts the notice as JSON. @throws Error when it cannot be sent, or is answered with anything but 2xx
 * @param agent decides which addresses may be connected to
 */
export async function postWebhook(
  url: string,
  notice: AlertNotice,
  signal: AbortSignal,
  agent = publicAgent(),
): Promise<void> {
  signal.throwIfAborted();
  const body = JSON.stringify(notice);
  try {
    const call = request(url, {
      method: "POST",
      agent,
      signal,
      headers: {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        "User-Agent": "presentation-jobs",
      },
    });
    // What still goes wrong once it has answered is nothing to us.
    call.on("error", () => {});
    call.end(body);
    const [answer] = (await once(call, "response")) as [IncomingMessage]; // that is what the event brings
    // What it says beyond its status is nothing to us, and may be endless.
    answer.destroy();
    const { statusCode = 0 } = answer;
    if (statusCode >= 200 && statusCode < 300) return;
    const why = statusCode >= 300 && statusCode < 400 ? "; redirects are not followed" : "";
    throw new Error(`answered ${statusCode}${why}`);
  } finally {
    agent.destroy();
  }
}
