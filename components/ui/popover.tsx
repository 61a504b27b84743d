"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

type PopoverProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The button that opens it. It must take a ref. */
  trigger: ReactNode;
  /** Names it for screen readers. */
  label: string;
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
};

/** Controls that stand beside their button. Escape and a press outside close it; the focus goes back to the button. */
export function Popover({
  isOpen,
  onOpenChange,
  trigger,
  label,
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={16}
          className={classNames(
            "z-30 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border bg-raised shadow-raised outline-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
