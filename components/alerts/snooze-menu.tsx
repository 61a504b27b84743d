"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import type { AlertRule } from "@/lib/contract/alerts";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { useMay } from "../shell/person-context";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { alertsKey } from "./queries";
import { useAlertWords } from "./use-alert-words";

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
const lengths = [30, 2 * HOUR_MINUTES, 8 * HOUR_MINUTES, DAY_MINUTES, 7 * DAY_MINUTES];

const itemLook =
  "flex min-h-8 cursor-pointer select-none items-center rounded-sm px-2.5 py-1 outline-none data-highlighted:bg-hover max-md:min-h-11";

type SnoozeMenuProps = {
  rule: AlertRule;
  /** A table has no room for words. */
  isWordless?: boolean;
};

/** Keeps a rule from telling anybody for a while, and ends that. Those who may not find out why. */
export function SnoozeMenu({ rule, isWordless = false }: SnoozeMenuProps) {
  const t = useTranslations("alerts.snooze");
  const words = useAlertWords();
  const times = useTimes();
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();
  const mayOperate = useMay("queue:operate");
  const { kind } = rule;
  const name = words.name(kind);
  const snooze = useMutation({
    mutationFn: (minutes: number | null) =>
      minutes === null
        ? dataOf(api.wakeAlertRule({ kind }))
        : dataOf(api.snoozeAlertRule({ kind, body: { minutes } })),
    onSuccess: async (_rule, minutes) => {
      showToast({ look: "success", title: t(minutes === null ? "ended" : "done", { rule: name }) });
      await queryClient.invalidateQueries({ queryKey: alertsKey });
    },
    onError: (error) => showToast({ look: "error", title: t("failed"), description: messageOf(error) }),
  });
  const whyNot = !mayOperate ? t("notAllowed") : snooze.isPending ? common("oneMoment") : undefined;
  const button = (
    <Button
      size={isWordless ? "icon" : "small"}
      look="quiet"
      aria-label={t("named", { rule: name })}
      hint={isWordless ? t("button") : undefined}
      disabledReason={whyNot}
    >
      <BellOff aria-hidden />
      {!isWordless && t("button")}
    </Button>
  );
  if (whyNot !== undefined) return button;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-30 min-w-44 rounded-lg border bg-raised p-1 shadow-raised"
        >
          {lengths.map((minutes) => (
            <DropdownMenu.Item key={minutes} className={itemLook} onSelect={() => snooze.mutate(minutes)}>
              {t("for", { duration: times.duration(minutes * 60) })}
            </DropdownMenu.Item>
          ))}
          {rule.snoozed_until && (
            <>
              <DropdownMenu.Separator className="my-1 border-t" />
              <DropdownMenu.Item className={itemLook} onSelect={() => snooze.mutate(null)}>
                {t("end")}
              </DropdownMenu.Item>
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
