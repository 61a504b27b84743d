import type { ContentFormat } from "@/lib/contract/lessons";

export const formatWords: Record<ContentFormat, string> = { markdown: "Markdown", "m2.0": "m2.0 document" };
