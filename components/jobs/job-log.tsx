"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LoadFailure } from "../http/load-failure";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { logsQuery } from "./queries";
import { ShortLog } from "./short-log";

/** More lines than this are shown in parts, by code that is loaded for them. */
const SHORT = 200;
const LongLog = dynamic(() => import("./log-pane").then((module) => module.LogPane), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

/**
 * What happened to the job, line by line, each with the time since it was created. While the job lives the end stays in view, until
 * somebody scrolls back to read.
 */
export function JobLog({ jobId, isLive }: { jobId: string; isLive: boolean }) {
  const t = useTranslations("job.log");
  const { data: lines, error, refetch } = useQuery(logsQuery(jobId));
  const [isFollowing, setFollowing] = useState(true);
  const Log = lines && lines.length > SHORT ? LongLog : ShortLog;

  return (
    <Section
      title={t("title")}
      aside={
        <div className="flex items-center gap-3">
          {lines && <span className="text-muted text-sm">{t("count", { count: lines.length })}</span>}
          {isLive && (
            <Button size="small" aria-pressed={isFollowing} onClick={() => setFollowing(!isFollowing)}>
              <ArrowDownToLine aria-hidden />
              {isFollowing ? t("following") : t("follow")}
            </Button>
          )}
        </div>
      }
    >
      {lines === undefined && !error && <Skeleton className="h-24" />}
      {error && <LoadFailure title={t("failed")} error={error} onRetry={refetch} />}
      {lines?.[0] && (
        <Log
          lines={lines}
          since={lines[0].at}
          label={t("lines")}
          isFollowing={isLive && isFollowing}
          onScrolled={setFollowing}
        />
      )}
    </Section>
  );
}
