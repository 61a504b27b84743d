import type { ContentFormat } from "@/lib/contract/lessons";

/** The names of the formats in the messages: a key of theirs holds no dot. */
export const formatKeys = { markdown: "markdown", "m2.0": "m2" } as const satisfies Record<
  ContentFormat,
  string
>;
