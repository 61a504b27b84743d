import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";

let server: Server | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  if (!server?.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** A server for keys; its address is what AUTH_JWKS_URL says. */
async function keysServed(listener: RequestListener): Promise<void> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  vi.stubEnv("AUTH_JWKS_URL", `http://127.0.0.1:${port}/keys`);
}

const { privateKey, publicKey } = await generateKeyPair("ES256");
const goodKeys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: "ES256", kid: "k1" }] });
const tokenFor = (sub: string, key = privateKey, kid = "k1") =>
  new SignJWT({ role: "teacher" })
    .setProtectedHeader({ alg: "ES256", kid })
    .setSubject(sub)
    .setExpirationTime("5m")
    .sign(key);

/** The caller, or the code of the refusal. */
async function outcome(token: string) {
  vi.resetModules();
  const { callerOfJwt } = await import("./jwt");
  try {
    return (await callerOfJwt(token))?.userId;
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code;
    throw error;
  }
}

describe("a token checked with published keys", () => {
  test("names its user", async () => {
    await keysServed((_request, response) => response.end(goodKeys));
    expect(await outcome(await tokenFor("teacher-1"))).toBe("teacher-1");
  });

  test("is refused when another key has signed it, or one that is not published", async () => {
    await keysServed((_request, response) => response.end(goodKeys));
    const other = await generateKeyPair("ES256");
    expect(await outcome(await tokenFor("teacher-1", other.privateKey))).toBe("unauthenticated");
    expect(await outcome(await tokenFor("teacher-1", other.privateKey, "k2"))).toBe("unauthenticated");
  });

  test.each([
    ["fail", 500, ""],
    ["are no JSON", 200, "<html>"],
    ["are no keys", 200, "{}"],
  ])("is neither right nor wrong while the keys %s", async (_name, status, body) => {
    await keysServed((_request, response) => response.writeHead(status).end(body));
    expect(await outcome(await tokenFor("teacher-1"))).toBe("service_unavailable");
  });

  test("is neither right nor wrong while nobody serves the keys", async () => {
    await keysServed(() => {});
    server?.close();
    await once(server ?? createServer(), "close");
    expect(await outcome(await tokenFor("teacher-1"))).toBe("service_unavailable");
  });
});

describe("a token's user", () => {
  test.each(["", "with space", "x".repeat(201), "a/b"])("must be an id, which %j is not", async (sub) => {
    await keysServed((_request, response) => response.end(goodKeys));
    expect(await outcome(await tokenFor(sub))).toBe("unauthenticated");
  });
});
