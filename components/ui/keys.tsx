import { classNames } from "./class-names";

/** Keys as they stand on the keyboard, one after the other. */
export function Keys({ keys, className }: { keys: readonly string[]; className?: string }) {
  return (
    <span className={classNames("inline-flex gap-1", className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-current/30 px-1 font-sans text-xs"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
