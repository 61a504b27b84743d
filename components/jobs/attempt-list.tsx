"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { AttemptCard } from "./attempt-card";
import { attemptsQuery, logsQuery } from "./queries";

/** Every try at the job, the latest first, each with what it said. */
export function AttemptList({ jobId, hasEnded }: { jobId: string; hasEnded: boolean }) {
  const t = useTranslations("job.attempts");
  const { data: attempts, error, refetch } = useQuery(attemptsQuery(jobId));
  const { data: lines } = useQuery(logsQuery(jobId));
  return (
    <Section
      title={t("title")}
      aside={attempts && <span className="text-muted text-sm">{attempts.length}</span>}
    >
      {attempts === undefined && !error && <Skeleton className="h-24" />}
      {error && <LoadFailure title={t("failed")} error={error} onRetry={refetch} />}
      {attempts?.length === 0 && <p className="text-muted">{t(hasEnded ? "noneEver" : "none")}</p>}
      <ol reversed className="grid gap-3">
        {attempts?.toReversed().map((attempt) => (
          <AttemptCard
            key={attempt.attempt}
            attempt={attempt}
            lines={lines?.filter((line) => line.attempt === attempt.attempt) ?? []}
          />
        ))}
      </ol>
    </Section>
  );
}
