/** The pieces of time that tallies are kept for. Pure. */

const MINUTE_MS = 60_000;

/** The lengths of the pieces, in minutes, each a multiple of the one before. */
export const PIECE_MINUTES = [1, 5, 60] as const;
export type PieceMinutes = (typeof PIECE_MINUTES)[number];
/** The one piece that holds all time. */
export const ALL_TIME = 0;

/** Pieces of one length that lie in a stretch of time side by side; `toMs` is left out. */
export type PieceRange = { minutes: PieceMinutes; fromMs: number; toMs: number };

export function startOfPiece(atMs: number, minutes: number): number {
  return Math.floor(atMs / (minutes * MINUTE_MS)) * minutes * MINUTE_MS;
}

/**
 * The fewest pieces that make up a stretch of time.
 * @param fromMs, toMs on whole minutes
 * @param longest no longer ones than this
 */
export function piecesBetween(fromMs: number, toMs: number, longest: number): PieceRange[] {
  return cover(
    fromMs,
    toMs,
    PIECE_MINUTES.filter((minutes) => minutes <= longest),
  );
}

function cover(fromMs: number, toMs: number, lengths: readonly PieceMinutes[]): PieceRange[] {
  const minutes = lengths.at(-1);
  if (fromMs >= toMs || minutes === undefined) return [];
  const first = -startOfPiece(-fromMs, minutes);
  const last = startOfPiece(toMs, minutes);
  const shorter = lengths.slice(0, -1);
  if (first >= last) return cover(fromMs, toMs, shorter);
  return [
    ...cover(fromMs, first, shorter),
    { minutes, fromMs: first, toMs: last },
    ...cover(last, toMs, shorter),
  ];
}

/** The longest piece that a bucket of this length is made of. */
export function longestPieceIn(bucketMs: number): PieceMinutes {
  return PIECE_MINUTES.findLast((minutes) => bucketMs % (minutes * MINUTE_MS) === 0) ?? 1;
}
