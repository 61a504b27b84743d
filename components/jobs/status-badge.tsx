import { useTranslations } from "next-intl";
import { StateBadge } from "../ui/state-badge";
import type { StatusLook } from "./job-status";

/** Colour, icon and word of a state. */
export function StatusBadge({ look: { icon, text, tint, word } }: { look: StatusLook }) {
  const t = useTranslations("common");
  return <StateBadge icon={icon} look={`${text} ${tint}`} word={t(word)} />;
}
