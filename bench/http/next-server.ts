/** A production server of Next.js in a process of its own, of our product or of the bare application beside it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const START_TIMEOUT_MS = 30_000;
const nextProgram = fileURLToPath(new URL("../../node_modules/next/dist/bin/next", import.meta.url));
const environment = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;

export type NextServer = { origin: string; stop(): Promise<void> };

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free");
  return address.port;
}

/** Builds the application in `folder`. */
export async function buildNext(folder: string): Promise<void> {
  const child = spawn(process.execPath, [nextProgram, "build", folder], {
    env: environment,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${folder} could not be built`);
}

/**
 * Starts what was built in `folder`.
 * @param probe a path that answers 200 when the server is ready
 */
export async function startNext(
  folder: string,
  probe: string,
  env: Record<string, string> = {},
): Promise<NextServer> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [nextProgram, "start", folder, "--port", String(port), "--hostname", "127.0.0.1"],
    { env: { ...environment, ...env }, stdio: ["ignore", "ignore", "inherit"] },
  );
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(`${origin}${probe}`, child);
  return {
    origin,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (const startedAt = performance.now(); performance.now() - startedAt < START_TIMEOUT_MS; ) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`${url} did not answer`);
}
