import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type CurlCall, curlCommand } from "./curl";

/** The words that a shell makes of the command, one a line. */
function wordsOf(call: CurlCall, environment: Record<string, string> = {}): string[] {
  const command = curlCommand(call).replace("curl", 'printf "%s\\n"');
  const env = { ...process.env, ...environment };
  return execFileSync("/bin/sh", ["-c", command], { encoding: "utf8", env }).trimEnd().split("\n");
}

describe("curlCommand", () => {
  it("takes the token from the shell", () => {
    expect(wordsOf({ method: "GET", url: "http://localhost/api/me" }, { TOKEN: "secret word" })).toEqual([
      "http://localhost/api/me",
      "-H",
      "Authorization: Bearer secret word",
    ]);
  });

  it.each([
    "It's",
    "'; touch /tmp/x; '",
    "$(id) `id` $HOME",
    "a\\'b\\\\",
    '"quoted" & | > < * ? ! #',
    "《茉莉花》",
  ])("hands over %s as it is, in the address and the body", (text) => {
    const body = { reason: text };
    expect(wordsOf({ method: "POST", url: `http://localhost/?q=${text}`, body, token: text })).toEqual([
      "-X",
      "POST",
      `http://localhost/?q=${text}`,
      "-H",
      `Authorization: Bearer ${text}`,
      "-H",
      "Content-Type: application/json",
      "-d",
      JSON.stringify(body),
    ]);
  });
});
