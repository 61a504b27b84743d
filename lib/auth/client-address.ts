/**
 * Where a request comes from. Anybody can send X-Forwarded-For, and a route handler sees no socket, so nothing is believed
 * unless TRUST_PROXY says that a proxy of ours stands in front.
 */
import { isIP } from "node:net";
import { config } from "@/lib/config";

/** What proxies (and liars) say about the client, its host and its protocol. */
const FORWARDED = /^(?:x-forwarded-.*|forwarded|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

/** The client's address as the trusted proxy has seen it: the last entry is the proxy's own, earlier ones are hearsay. Null: unknown. */
export function trustedAddress(headers: Headers): string | null {
  if (!config().trustProxy) return null;
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) === 0 ? null : last;
}

/** The headers without anything about the way of the request but a trusted address of the client, if there is one. */
export function believableHeaders(headers: Headers): Headers {
  const believed = new Headers([...headers].filter(([name]) => !FORWARDED.test(name)));
  const address = trustedAddress(headers);
  if (address !== null) believed.set("x-forwarded-for", address);
  return believed;
}
