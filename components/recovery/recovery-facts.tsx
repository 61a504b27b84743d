"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { TroubleKind } from "@/lib/contract/recovery";
import { recoveryQuery } from "./queries";

/** How many jobs can be recovered and how many are stuck, below the page's title. */
export function RecoveryFacts({ timeoutMinutes }: { timeoutMinutes: number | undefined }) {
  const t = useTranslations("recovery");
  const { data: preview } = useQuery(recoveryQuery(timeoutMinutes));
  const total = (...kinds: TroubleKind[]) =>
    (preview?.groups ?? [])
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, group) => sum + group.total, 0);
  const stuck = total("overdue", "waiting");
  return (
    <>
      <span>{t("facts.recoverable", { count: total("orphaned", "timed_out") })}</span>
      {stuck > 0 && <span>{t("facts.stuck", { count: stuck })}</span>}
    </>
  );
}
