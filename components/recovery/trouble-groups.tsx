"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RecoveryAnswer, TroubledJob } from "@/lib/contract/recovery";
import { LoadFailure } from "../http/load-failure";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { recoveryQuery } from "./queries";
import { RecoveryReport } from "./recovery-report";
import { TroubleGroup } from "./trouble-group";

export type Report = { answer: RecoveryAnswer; jobs: readonly TroubledJob[] };

type TroubleGroupsProps = { timeoutMinutes: number | undefined; canOperate: boolean; canAudit: boolean };

/** All jobs in trouble by kind, live; above them what the last recovery did. */
export function TroubleGroups({ timeoutMinutes, canOperate, canAudit }: TroubleGroupsProps) {
  const t = useTranslations("recovery");
  const { data: preview, error, refetch } = useQuery(recoveryQuery(timeoutMinutes));
  const [report, setReport] = useState<Report | null>(null);

  if (!preview && error) {
    return <LoadFailure title={t("error.title")} error={error} onRetry={refetch} />;
  }
  if (!preview) return <Skeleton className="h-44 w-full" />;
  const groups = preview.groups.filter(({ total }) => total > 0);
  return (
    <div className="grid grid-cols-1 gap-8">
      {report && <RecoveryReport report={report} canAudit={canAudit} onDismiss={() => setReport(null)} />}
      {groups.length === 0 && (
        <EmptyState icon={ShieldCheck} title={t("allWell.title")}>
          <p>{t("allWell.body")}</p>
        </EmptyState>
      )}
      {groups.map((group) => (
        <TroubleGroup
          key={group.kind}
          group={group}
          readAt={preview.timestamp}
          canOperate={canOperate}
          onRecovered={(done) => {
            setReport(done);
            void refetch();
          }}
        />
      ))}
    </div>
  );
}
