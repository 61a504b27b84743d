import fc from "fast-check";
import { expect, test } from "vitest";
import { longestPieceIn, PIECE_MINUTES, piecesBetween, startOfPiece } from "./pieces";

const MINUTE_MS = 60_000;
const at = (time: string) => Date.parse(`2026-01-05T${time}:00Z`);

test("a stretch is made of the longest pieces that fit", () => {
  expect(piecesBetween(at("08:58"), at("11:07"), 60)).toEqual([
    { minutes: 1, fromMs: at("08:58"), toMs: at("09:00") },
    { minutes: 60, fromMs: at("09:00"), toMs: at("11:00") },
    { minutes: 5, fromMs: at("11:00"), toMs: at("11:05") },
    { minutes: 1, fromMs: at("11:05"), toMs: at("11:07") },
  ]);
  expect(piecesBetween(at("08:00"), at("08:00"), 60)).toEqual([]);
});

test("pieces follow each other without gap or overlap, from end to end", () => {
  const minute = fc.integer({ min: 0, max: 10_000 });
  fc.assert(
    fc.property(minute, minute, fc.constantFrom(...PIECE_MINUTES), (one, other, longest) => {
      const [fromMs, toMs] = [Math.min(one, other) * MINUTE_MS, Math.max(one, other) * MINUTE_MS];
      let end = fromMs;
      for (const piece of piecesBetween(fromMs, toMs, longest)) {
        expect(piece.fromMs).toBe(end);
        expect(piece.toMs).toBeGreaterThan(piece.fromMs);
        expect(piece.minutes).toBeLessThanOrEqual(longest);
        expect(startOfPiece(piece.fromMs, piece.minutes)).toBe(piece.fromMs);
        end = piece.toMs;
      }
      expect(end).toBe(toMs);
    }),
  );
});

test.each([
  [1, 1],
  [2, 1],
  [5, 5],
  [15, 5],
  [60, 60],
  [360, 60],
])("a bucket of %i minutes is made of pieces of %i at most", (bucket, longest) => {
  expect(longestPieceIn(bucket * MINUTE_MS)).toBe(longest);
});
