import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { classGroups: { shadow: ["shadow-raised"] } } });

/** Joins class names; of two that set the same property the later wins. */
export function classNames(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
