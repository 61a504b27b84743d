"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";

/** Reads what is kept under `key` anew, after a change. */
export function useReadAnew(key: QueryKey): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: key });
}
