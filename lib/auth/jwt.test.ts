import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { forgetProcess } from "@/lib/testing/forget-process";
import { callerOfJwt } from "./jwt";

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
  forgetProcess();
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

describe("a token signed with the shared secret", () => {
  const secret = "a shared secret of more than 32 characters";
  const signed = (
    payload: Record<string, unknown>,
    { alg = "HS256", key = secret, expires = "5m" as string | number | null } = {},
  ) => {
    const token = new SignJWT({ sub: "teacher-1", ...payload }).setProtectedHeader({ alg });
    if (expires !== null) token.setExpirationTime(expires);
    return token.sign(new TextEncoder().encode(key));
  };
  beforeEach(() => {
    vi.stubEnv("AUTH_JWT_SECRET", secret);
    vi.stubEnv("AUTH_JWT_ISSUER", "lesson-app");
    vi.stubEnv("AUTH_JWT_AUDIENCE", "jobs");
  });
  const good = { iss: "lesson-app", aud: "jobs", role: "teacher" };
  const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

  test("names its user, and says that they are a teacher or an administrator", async () => {
    expect(await outcome(await signed(good))).toBe("teacher-1");
    expect(await outcome(await signed({ ...good, role: undefined }))).toBe("permission_denied");
    expect(await outcome(await signed({ ...good, role: "admin" }))).toBe("teacher-1");
    expect(await outcome(await signed({ ...good, role: "student" }))).toBe("permission_denied");
  });

  test("allows clocks to differ by seconds, not by minutes", async () => {
    expect(await outcome(await signed(good, { expires: secondsAgo(2) }))).toBe("teacher-1");
    expect(await outcome(await signed({ ...good, nbf: secondsAgo(-60) }))).toBe("unauthenticated");
  });

  test.each([
    ["expires never", {}, { expires: null }],
    ["has expired", {}, { expires: secondsAgo(30) }],
    ["is from another issuer", { iss: "somebody" }, {}],
    ["names no issuer", { iss: undefined }, {}],
    ["is for another service", { aud: "somewhere" }, {}],
    ["names nobody", { sub: undefined }, {}],
    ["has another key", {}, { key: "another secret of more than 32 characters" }],
    ["has another algorithm", {}, { alg: "HS512" }],
  ])("is refused when it %s", async (_name, payload, options) => {
    expect(await outcome(await signed({ ...good, ...payload }, options))).toBe("unauthenticated");
  });

  test("is refused without a signature", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const exp = secondsAgo(-300);
    const unsigned = `${part({ alg: "none" })}.${part({ ...good, sub: "teacher-1", exp })}.`;
    expect(await outcome(unsigned)).toBe("unauthenticated");
  });

  test("is told from one of the published keys, which is no shared secret", async () => {
    await keysServed((_request, response) => response.end(goodKeys));
    const asymmetric = new SignJWT(good).setProtectedHeader({ alg: "ES256", kid: "k1" });
    const token = await asymmetric.setSubject("teacher-2").setExpirationTime("5m").sign(privateKey);
    expect(await outcome(token)).toBe("teacher-2");
    expect(await outcome(await signed(good))).toBe("teacher-1");
    // The public key is public: whoever signs with it as if it were the secret is nobody.
    expect(await outcome(await signed(good, { key: goodKeys }))).toBe("unauthenticated");
  });
});

describe("fetching the keys", () => {
  test("happens once for many tokens, and not again for each made-up key", async () => {
    let fetched = 0;
    await keysServed((_request, response) => {
      fetched++;
      response.end(goodKeys);
    });
    forgetProcess();
    for (let count = 0; count < 5; count++) await callerOfJwt(await tokenFor("teacher-1"));
    const made = await generateKeyPair("ES256");
    for (let count = 0; count < 5; count++) {
      const token = await tokenFor("teacher-1", made.privateKey, `made-up-${count}`);
      await expect(callerOfJwt(token)).rejects.toMatchObject({ code: "unauthenticated" });
    }
    expect(fetched).toBe(1);
  });

  test("does not wait for a server that never answers", async () => {
    await keysServed(() => {});
    expect(await outcome(await tokenFor("teacher-1"))).toBe("service_unavailable");
  });
});

describe("a token's user", () => {
  test.each(["auth0|42", "ada@school.example", "a/b", "Zoë Ångström", "x".repeat(200)])(
    "may be called %j",
    async (sub) => {
      await keysServed((_request, response) => response.end(goodKeys));
      expect(await outcome(await tokenFor(sub))).toBe(sub);
    },
  );

  test.each(["", " space", "space ", " ", "x".repeat(201), "a\nb", "a\0b", "a\u202eb", "a\u2028b"])(
    "must be an id, which %j is not",
    async (sub) => {
      await keysServed((_request, response) => response.end(goodKeys));
      expect(await outcome(await tokenFor(sub))).toBe("unauthenticated");
    },
  );
});
