import { Ban, CircleCheck, CirclePlay, CircleX, Clock, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionState } from "@/lib/contract/bulk-actions";
import { StateBadge, type StateLook } from "../ui/state-badge";

/** The colours are those of the jobs' states that mean the same. */
const looks: Record<ActionState, StateLook> = {
  scheduled: { icon: Clock, look: "bg-pending/8 text-pending" },
  running: { icon: CirclePlay, look: "bg-running/8 text-running" },
  completed: { icon: CircleCheck, look: "bg-completed/8 text-completed" },
  aborted: { icon: Ban, look: "bg-cancelled/8 text-cancelled" },
  failed: { icon: CircleX, look: "bg-failed/8 text-failed" },
  undoing: { icon: Undo2, look: "bg-running/8 text-running" },
  undone: { icon: Undo2, look: "bg-cancelled/8 text-cancelled" },
};

/** Colour, icon and word of an action's state. */
export function ActionStateBadge({ state }: { state: ActionState }) {
  const t = useTranslations("actions.state");
  return <StateBadge {...looks[state]} word={t(state)} />;
}
