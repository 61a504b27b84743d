import { classNames } from "./class-names";

/** Stands where data will be, in its final size (give it in `className`). */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={classNames("skeleton", className)} />;
}
