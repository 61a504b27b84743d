import fc from "fast-check";
import { expect, test } from "vitest";
import { splitText } from "./split-text";
import { textWidth } from "./text-width";

test.each<[string, number, string[]]>([
  ["Clap. Sing.", 20, ["Clap. Sing."]],
  ["Clap the beat. Sing the song. Bow.", 20, ["Clap the beat.", "Sing the song. Bow."]],
  ["Clap the beat, sing the song", 20, ["Clap the beat,", "sing the song"]],
  ["Clap the steady beat together", 20, ["Clap the steady", "beat together"]],
  ["“Why?” she asked. Then all sang.", 20, ["“Why?” she asked.", "Then all sang."]],
  ["拍手。唱歌。跳舞。鞠躬。", 12, ["拍手。唱歌。", "跳舞。鞠躬。"]],
  ["x".repeat(25), 10, ["x".repeat(10), "x".repeat(10), "x".repeat(5)]],
])("cuts %j at %i into %j", (text, room, pieces) => {
  expect(splitText(text, room)).toEqual(pieces);
});

test("never tears a family or a flag apart", () => {
  const family = "👩‍👩‍👧‍👦";
  for (const piece of splitText(family.repeat(40), 50)) {
    expect(piece.replaceAll(family, "")).toBe("");
  }
});

test("keeps every character but spaces, in order, within the room", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 400 });
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 220 }), (text, room) => {
      const pieces = splitText(text, room);
      expect(pieces.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      for (const piece of pieces) expect(textWidth(piece)).toBeLessThanOrEqual(room);
      // Half a surrogate pair would match: with the u flag only a lone one does.
      expect(pieces.filter((piece) => /\p{Surrogate}/u.test(piece))).toEqual([]);
    }),
  );
});
