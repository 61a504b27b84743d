"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref" | "children"> & {
  /** Neither on nor off: some of what it stands for is. */
  isMixed?: boolean;
  /** Of the frame, which can be pressed as well: the box alone is small. */
  className?: string;
  /** Says what it is about; `sr-only` where the place does. */
  children: ReactNode;
};

/** The browser's own box with its words. */
export function Checkbox({ isMixed = false, className, children, ...input }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  return (
    <label className={classNames("flex items-center gap-2", className)}>
      <input {...input} ref={box} type="checkbox" className="size-4 shrink-0 accent-accent" />
      {children}
    </label>
  );
}
