"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AlertRule } from "@/lib/contract/alerts";
import { useMay } from "../shell/person-context";
import { Button } from "../ui/button";
import { RuleDialog } from "./rule-dialog";
import { SnoozeMenu } from "./snooze-menu";
import { useAlertWords } from "./use-alert-words";

type RuleActionsProps = {
  rule: AlertRule;
  /** A table has no room for words. */
  isWordless?: boolean;
};

/** Snooze and change a rule: always there, and disabled with the reason for those who may not. */
export function RuleActions({ rule, isWordless = false }: RuleActionsProps) {
  const t = useTranslations("alerts.edit");
  const words = useAlertWords();
  const mayManage = useMay("settings:manage");
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex gap-2">
      <SnoozeMenu rule={rule} isWordless={isWordless} />
      <Button
        size={isWordless ? "icon" : "small"}
        look={isWordless ? "quiet" : "plain"}
        hint={isWordless ? t("button") : undefined}
        aria-label={t("named", { rule: words.name(rule.kind) })}
        disabledReason={mayManage ? undefined : t("notAllowed")}
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden />
        {!isWordless && t("button")}
      </Button>
      {isOpen && <RuleDialog rule={rule} onClose={() => setOpen(false)} />}
    </div>
  );
}
