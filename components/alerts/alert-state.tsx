import { BellOff, CircleCheck, CircleX, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AlertSeverity } from "@/lib/contract/alert-rules";
import type { AlertRule } from "@/lib/contract/alerts";
import { classNames } from "../ui/class-names";
import { StateBadge } from "../ui/state-badge";

type Look = { icon: LucideIcon; text: string };

export const severityLooks: Record<AlertSeverity, Look> = {
  elevated: { icon: TriangleAlert, text: "text-timeout" },
  high: { icon: CircleX, text: "text-failed" },
};

/** Icon, word and colour of how bad an alert is. */
export function SeverityWord({ severity }: { severity: AlertSeverity }) {
  const t = useTranslations("alerts.severity");
  const { icon: Icon, text } = severityLooks[severity];
  return (
    <span
      className={classNames("inline-flex h-fit items-center gap-1.5 whitespace-nowrap font-medium", text)}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {t(severity)}
    </span>
  );
}

/** Icon, word and colour of how a rule stands. */
export function RuleStateBadge({ rule }: { rule: AlertRule }) {
  const t = useTranslations("alerts.state");
  const { icon, look, word } = stateOf(rule);
  return <StateBadge icon={icon} look={look} word={t(word)} />;
}

function stateOf({ state, severity, is_enabled }: AlertRule) {
  if (state === "firing") {
    const look = severity === "high" ? "bg-failed/8 text-failed" : "bg-timeout/8 text-timeout";
    return { icon: severityLooks[severity].icon, look, word: "firing" } as const;
  }
  if (!is_enabled) return { icon: BellOff, look: "bg-hover text-muted", word: "off" } as const;
  if (state === "pending") {
    return { icon: Hourglass, look: "bg-pending/8 text-pending", word: "pending" } as const;
  }
  return { icon: CircleCheck, look: "bg-completed/8 text-completed", word: "ok" } as const;
}
