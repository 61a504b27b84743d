/** Browsers that have come by HTTPS once shall never again ask without it. */
import { config } from "@/lib/config";

/** A year, as https://hstspreload.org asks at least; other hosts of the domain are not ours to decide about. */
const POLICY = "max-age=31536000";

/** Puts the header on where people come by HTTPS. Over plain HTTP it means nothing (RFC 6797, 8.1), so it is not sent. */
export function setTransportSecurity(headers: Headers): void {
  if (config().publicUrl.startsWith("https:")) headers.set("Strict-Transport-Security", POLICY);
}
