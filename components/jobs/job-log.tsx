"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { type UIEvent, useEffect, useRef, useState } from "react";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { LogLines } from "./log-lines";
import { logsQuery } from "./queries";

/** Browsers scroll by fractions of a pixel. */
const NEAR_END_PX = 4;

/**
 * What happened to the job, line by line, each with the time since it was created. While the job lives the end stays in view, until
 * somebody scrolls back to read.
 */
export function JobLog({ jobId, isLive }: { jobId: string; isLive: boolean }) {
  const t = useTranslations("job.log");
  const messageOf = useMessageOf();
  const { data: lines, error } = useQuery(logsQuery(jobId));
  const [isFollowing, setFollowing] = useState(true);
  const pane = useRef<HTMLElement>(null);
  const count = lines?.length ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line moves the end.
  useEffect(() => {
    if (isLive && isFollowing) pane.current?.scrollTo({ top: pane.current.scrollHeight });
  }, [isLive, isFollowing, count]);

  function watchScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) {
    setFollowing(scrollHeight - scrollTop - clientHeight <= NEAR_END_PX);
  }

  return (
    <Section
      title={t("title")}
      aside={
        <div className="flex items-center gap-3">
          {lines && <span className="text-muted text-sm">{t("count", { count })}</span>}
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
      {error && (
        <Notice look="error" title={t("failed")}>
          {messageOf(error)}
        </Notice>
      )}
      {lines?.[0] && (
        <section
          ref={pane}
          aria-label={t("lines")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
          tabIndex={0}
          onScroll={watchScroll}
          className="max-h-96 overflow-auto rounded-md border bg-canvas p-3"
        >
          <LogLines lines={lines} since={lines[0].at} />
        </section>
      )}
    </Section>
  );
}
