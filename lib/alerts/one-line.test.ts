import fc from "fast-check";
import { expect, test } from "vitest";
import { oneLine } from "./one-line";

test.each([
  ["  plain  ", "plain"],
  ["a\r\nBcc: b", "a Bcc: b"],
  ["a\u0000\u001b[31mb", "a [31mb"],
  ["a\u202eb\u2066c", "a b c"],
  ["a\u2028b\u2029c\u0085d", "a b c d"],
  ["half \ud83d of one", "half   of one"],
  ["音乐 🎵", "音乐 🎵"],
])("%j becomes %j", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

test("whatever comes, it is one line of whole characters, and not long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (text) => {
      const line = oneLine(text);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(line.length).toBeLessThanOrEqual(500);
    }),
  );
});
