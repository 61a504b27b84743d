import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlLook } from "./field";

/** The browser's own select: right on every phone and keyboard. */
export function Select({
  className,
  frameClassName,
  ...select
}: ComponentProps<"select"> & { frameClassName?: string }) {
  return (
    <span className={classNames("relative block", frameClassName)}>
      <select {...select} className={classNames(controlLook, "appearance-none pr-8", className)} />
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-4 text-muted"
      />
    </span>
  );
}
