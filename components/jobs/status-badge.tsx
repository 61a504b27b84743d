import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";
import type { StatusLook } from "./job-status";

/** Colour, icon and word of a state. */
export function StatusBadge({ look, className }: { look: StatusLook; className?: string }) {
  const t = useTranslations("common");
  const Icon = look.icon;
  return (
    <span
      className={classNames(
        "inline-flex h-6 w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-sm",
        look.text,
        look.tint,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {t(look.word)}
    </span>
  );
}
