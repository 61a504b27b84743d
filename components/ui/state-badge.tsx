import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names";

/** `look`: classes of its colours. */
export type StateLook = { icon: LucideIcon; look: string };

/** Colour, icon and word of how something stands. */
export function StateBadge({ icon: Icon, look, word }: StateLook & { word: string }) {
  return (
    <span
      className={classNames(
        "inline-flex h-6 w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-sm",
        look,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {word}
    </span>
  );
}
