"use client";

import { Tooltip as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Keys } from "./keys";

type TooltipProps = {
  words: string;
  /** What to press instead, one key after the other. */
  keys?: readonly string[] | undefined;
  side?: "top" | "right";
  children: ReactNode;
};

/** A line of text for its child, on hover and on focus; without words there is none. The child must take a ref. */
export function Tooltip({ words, keys, side = "top", children }: TooltipProps) {
  const [isOpen, setOpen] = useState(false);
  const hasWords = words !== "" || keys !== undefined;
  return (
    <Radix.Root open={isOpen && hasWords} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-surface text-xs shadow-raised"
        >
          {words}
          {keys && <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
