import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

const buttonLook = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-50 disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover",
        /** What cannot be taken back easily. */
        danger: "border-transparent bg-failed text-surface not-aria-disabled:hover:opacity-90",
        plain: "border-line bg-raised text-ink not-aria-disabled:hover:bg-hover",
        quiet:
          "border-transparent bg-transparent text-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink",
      },
      size: {
        normal: "h-8 px-3 max-md:h-11 max-md:px-4",
        icon: "size-8 max-md:size-11",
        small: "h-7 px-2 text-sm max-md:h-9 max-md:px-3",
      },
    },
    defaultVariants: { look: "plain", size: "normal" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonLook> & {
    /** Why the button cannot be used now. It stays focusable, so that everybody can find out. */
    disabledReason?: string | undefined;
    /** Shown on hover and focus, for a button without words. */
    hint?: string | undefined;
    /** What to press instead, shown on hover and focus: one key, or several one after the other. */
    keys?: readonly string[] | undefined;
    /** Gives the look to the child, a link. */
    asChild?: boolean;
  };

export function Button(props: ButtonProps) {
  const {
    look,
    size,
    className,
    disabledReason,
    hint,
    keys,
    asChild = false,
    onClick,
    type = "button",
    ...rest
  } = props;
  const Element = asChild ? Slot.Root : "button";
  const isDisabled = disabledReason !== undefined;
  const button = (
    <Element
      {...rest}
      {...(asChild ? {} : { type: isDisabled ? "button" : type })}
      {...(isDisabled ? { "aria-disabled": true } : {})}
      // It knows no keys that are pressed one after the other.
      {...(keys?.length === 1 ? { "aria-keyshortcuts": keys[0] } : {})}
      className={classNames(buttonLook({ look, size }), className)}
      onClick={isDisabled ? undefined : onClick}
    />
  );
  const words = disabledReason ?? hint;
  // Under another parent it would be another element, and the focus would be lost: one that may be disabled always has the tooltip.
  if (words === undefined && keys === undefined && !("disabledReason" in props)) return button;
  return (
    <Tooltip words={words ?? ""} keys={keys}>
      {button}
    </Tooltip>
  );
}
