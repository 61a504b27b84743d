/** What both ways of showing a log have in common. */
import type { LogLine } from "@/lib/contract/jobs";

export type LogPaneProps = {
  /** At least one. */
  lines: readonly LogLine[];
  /** ISO 8601; each line tells the time since then. */
  since: string;
  label: string;
  /** Keeps the end in view. */
  isFollowing: boolean;
  /** Somebody scrolled: to the end, or away from it. */
  onScrolled: (isAtEnd: boolean) => void;
};

export const logPaneLook = "max-h-96 overflow-auto rounded-md border bg-canvas px-3 [overflow-anchor:none]";
/** Browsers scroll by fractions of a pixel. */
export const NEAR_END_PX = 4;
