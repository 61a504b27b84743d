"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A line of text for its child, on hover and on focus. The child must take a ref. */
export function Tooltip({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 rounded-md bg-ink px-2 py-1 text-surface text-xs shadow-raised"
        >
          {words}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
