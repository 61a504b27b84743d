/** Who listens on PORT: nobody, we, or somebody else. */
import { z } from "zod";
import type { Config } from "@/lib/config";
import { type Finding, fail, ok, reasonOf } from "../finding";

const CHECK = "port";
const ANSWER_MS = 10_000;
const readiness = z.object({ status: z.enum(["ok", "unavailable"]), reason: z.string().optional() });

export async function checkPort({ host, port }: Config): Promise<Finding[]> {
  const reachable =
    { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  const place = `PORT ${port} on ${host}`;
  const taken = fail(
    CHECK,
    `${place} has another program`,
    "Stop that program, or set PORT to another number.",
  );
  try {
    const answer = await fetch(`http://${reachable}:${port}/readyz`, {
      signal: AbortSignal.timeout(ANSWER_MS),
      redirect: "manual",
    });
    const said = readiness.safeParse(await answer.json().catch(() => null));
    if (!said.success || !answer.headers.has("x-request-id")) return [taken];
    if (answer.ok) return [ok(CHECK, `${place}: the product runs and is ready`)];
    const message = `${place}: the product runs and cannot serve: ${said.data.reason}`;
    return [fail(CHECK, message, "See the other findings, and database_busy in the log.")];
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (code === "ECONNREFUSED") return [ok(CHECK, `${place} is free; the product does not run here`)];
    if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL" || code === "EHOSTUNREACH") {
      return [fail(CHECK, `HOST ${host} is no address of this machine`, "Correct HOST.")];
    }
    if (error instanceof Error && error.name === "TimeoutError") {
      return [
        fail(
          CHECK,
          `${place} takes connections and does not answer`,
          "Restart the product; look at the end of the log.",
        ),
      ];
    }
    return code === "" ? [fail(CHECK, `${place}: ${reasonOf(error)}`, "Correct HOST and PORT.")] : [taken];
  }
}
