import { describe, expect, it } from "vitest";
import { callerWith } from "@/lib/testing/factories";
import { networkOf, principalOf } from "./limits";

describe("networkOf", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2"],
    ["2001:db8::9", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("principalOf", () => {
  it("is a service's own, for whomever it acts, and a person's own", () => {
    const service = callerWith("admin", null);
    expect(principalOf({ ...service, userId: "teacher-1", role: "teacher" })).toBe(principalOf(service));
    expect(principalOf(callerWith("viewer", "a"))).not.toBe(principalOf(callerWith("viewer", "b")));
  });
});
