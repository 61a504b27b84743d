import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { addressOf, curlOf } from "./request-text";

describe("addressOf", () => {
  it("fills in what is given and escapes it", () => {
    expect(
      addressOf("/jobs/{job_id}/x", { job_id: "a/b c" }, { reason: "a&b", limit: "", none: undefined }),
    ).toBe("/jobs/a%2Fb%20c/x?reason=a%26b");
    expect(addressOf("/jobs")).toBe("/jobs");
  });
});

describe("curlOf", () => {
  it("is one command that a shell reads as it is meant", () => {
    const body = { title: `It's "$HOME" \\ \`id\`` };
    const command = curlOf(
      { method: "PUT", baseUrl: "http://localhost:3000", path: "/api/lessons/{lesson_id}", isPublic: false },
      { name: "x", params: { lesson_id: "a" }, body, status: 200 },
    );
    const words = execFileSync("/bin/sh", ["-c", command.replace("curl", 'printf "%s\\n"')], {
      encoding: "utf8",
      env: { ...process.env, API_TOKEN: "secret" },
    });
    expect(words.trimEnd().split("\n")).toEqual([
      "-X",
      "PUT",
      "http://localhost:3000/api/lessons/a",
      "-H",
      "Authorization: Bearer secret",
      "-H",
      "Content-Type: application/json",
      "-d",
      JSON.stringify(body),
    ]);
  });

  it("needs no token where everybody may call", () => {
    const place = { method: "GET", baseUrl: "http://localhost", path: "/livez", isPublic: true };
    expect(curlOf(place, { name: "x", status: 200 })).toBe("curl 'http://localhost/livez'");
  });
});
