import type { Config } from "@/lib/config";
import { type Finding, ok, warn } from "../finding";

const CHECK = "addresses";
const isLocal = (host: string) => ["localhost", "127.0.0.1", "::1", "[::1]"].includes(host);
const isEverywhere = (host: string) => host === "0.0.0.0" || host === "::";

/** Whether HOST, PUBLIC_URL and TRUST_PROXY make sense together. */
export function checkAddresses({ host, publicUrl, trustProxy, given }: Config): Finding[] {
  const { protocol, hostname } = new URL(publicUrl);
  const findings: Finding[] = [];
  const say = (message: string, remedy: string) => findings.push(warn(CHECK, message, remedy));
  if (isEverywhere(host) && !given.has("PUBLIC_URL")) {
    say(
      `Links for people begin with ${publicUrl}, which is no address`,
      "Set PUBLIC_URL to the address that people type.",
    );
  }
  if (!isLocal(host) && trustProxy) {
    say(
      `TRUST_PROXY=1 and HOST=${host}: whoever reaches the port directly can say they come from anywhere`,
      "Let only the proxy reach the port: HOST=127.0.0.1, or a firewall.",
    );
  }
  if (isLocal(host) && !isLocal(hostname) && !trustProxy) {
    say(
      `People come by ${publicUrl} through a proxy, and TRUST_PROXY=0: all of them have the proxy's address`,
      "Set TRUST_PROXY=1 when the proxy sets X-Forwarded-For; it slows down the guesses of passwords apart.",
    );
  }
  if (protocol === "http:" && !isLocal(hostname) && !isEverywhere(hostname)) {
    say(
      `Passwords and tokens travel unencrypted to ${publicUrl}`,
      "Put a proxy with HTTPS in front (docs/operations/deploy.md) and set PUBLIC_URL to its https:// address.",
    );
  }
  return findings.length > 0 ? findings : [ok(CHECK, `${publicUrl}, listening on ${host}`)];
}
