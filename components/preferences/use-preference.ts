"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { writePreference } from "./preferences";

/**
 * A choice that is kept in this browser, and how to change it: the page is rendered anew with it.
 * @param current what the page was rendered with
 */
export function usePreference<T extends string>(
  name: Parameters<typeof writePreference>[0],
  current: T,
): [T, (value: T) => void] {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(current);
  function choose(value: T) {
    writePreference(name, value);
    startTransition(() => {
      show(value);
      router.refresh();
    });
  }
  return [shown, choose];
}
