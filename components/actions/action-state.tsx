import { Ban, CircleCheck, CirclePlay, CircleX, Clock, type LucideIcon, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionState } from "@/lib/contract/bulk-actions";
import { classNames } from "../ui/class-names";

/** The colours are those of the jobs' states that mean the same. */
const looks: Record<ActionState, { icon: LucideIcon; className: string }> = {
  scheduled: { icon: Clock, className: "bg-pending/8 text-pending" },
  running: { icon: CirclePlay, className: "bg-running/8 text-running" },
  completed: { icon: CircleCheck, className: "bg-completed/8 text-completed" },
  aborted: { icon: Ban, className: "bg-cancelled/8 text-cancelled" },
  failed: { icon: CircleX, className: "bg-failed/8 text-failed" },
  undoing: { icon: Undo2, className: "bg-running/8 text-running" },
  undone: { icon: Undo2, className: "bg-cancelled/8 text-cancelled" },
};

/** Colour, icon and word of an action's state. */
export function ActionStateBadge({ state }: { state: ActionState }) {
  const t = useTranslations("actions.state");
  const { icon: Icon, className } = looks[state];
  return (
    <span
      className={classNames(
        "inline-flex h-6 w-fit items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-sm",
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {t(state)}
    </span>
  );
}
