import { afterEach, describe, expect, test, vi } from "vitest";
import { forgetProcess } from "@/lib/testing/forget-process";
import { believableHeaders } from "./client-address";

afterEach(() => vi.unstubAllEnvs());

async function believed(trust: "0" | "1", headers: Record<string, string>) {
  forgetProcess();
  vi.stubEnv("TRUST_PROXY", trust);
  return Object.fromEntries(believableHeaders(new Headers(headers)));
}

const claims = {
  cookie: "a=b",
  forwarded: "for=9.9.9.9",
  "x-forwarded-for": "9.9.9.9",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-real-ip": "9.9.9.9",
};

describe("believableHeaders", () => {
  test("drops whatever a client says about where it is", async () => {
    expect(await believed("0", claims)).toEqual({ cookie: "a=b" });
  });

  test("keeps what the trusted proxy has seen, not what the client told the proxy", async () => {
    const headers = { ...claims, "x-forwarded-for": "9.9.9.9, 192.0.2.7" };
    expect(await believed("1", headers)).toEqual({ cookie: "a=b", "x-forwarded-for": "192.0.2.7" });
    expect(await believed("1", { "x-forwarded-for": "2001:db8::1" })).toEqual({
      "x-forwarded-for": "2001:db8::1",
    });
    expect(await believed("1", { "x-forwarded-for": "somewhere" })).toEqual({});
  });
});
