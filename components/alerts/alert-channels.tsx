"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleMinus, CircleX, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AlertChannel } from "@/lib/contract/alert-rules";
import type { AlertTest } from "@/lib/contract/alerts";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { useMay } from "../shell/person-context";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { alertsQuery } from "./queries";

/** What configures each. */
const variables: Record<Exclude<AlertChannel, "log">, string> = {
  command: "ALERT_COMMAND",
  email: "ALERT_EMAIL_TO, SMTP_URL",
  webhook: "ALERT_WEBHOOK_URL",
};

const example = `ALERT_EMAIL_TO=you@example.com
SMTP_URL=smtp://user:password@mail.example.com:587
ALERT_WEBHOOK_URL=https://hooks.example.com/decks
ALERT_COMMAND=["/usr/local/bin/page", "--team", "decks"]`;

/** By what people are told who do not look here, and a test of it. */
export function AlertChannels() {
  const t = useTranslations("alerts.channels");
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  const { data, error } = useQuery(alertsQuery());
  const mayTest = useMay("settings:manage");
  const test = useMutation({ mutationFn: () => dataOf(api.testAlerts()) });
  // What fires now says that it did not load, and tries again.
  if (!data && error) return null;
  const isNobodyTold = data?.channels.every(
    ({ channel, is_configured }) => channel === "log" || !is_configured,
  );
  const whyNot = !mayTest ? t("testNotAllowed") : test.isPending ? common("oneMoment") : undefined;
  return (
    <Section
      title={t("title")}
      aside={
        <Button size="small" disabledReason={whyNot} onClick={() => test.mutate()}>
          <Send aria-hidden />
          {t("test")}
        </Button>
      }
    >
      {data ? (
        <div className="grid grid-cols-1 gap-4">
          <p className="text-muted">{t("why")}</p>
          <ul aria-label={t("title")} className="grid gap-2">
            {data.channels.map(({ channel, is_configured }) => (
              <li key={channel} className="flex flex-wrap items-center gap-x-2">
                {is_configured ? (
                  <CircleCheck aria-hidden className="size-4 shrink-0 text-completed" />
                ) : (
                  <CircleMinus aria-hidden className="size-4 shrink-0 text-muted" />
                )}
                <span className="font-medium">{t(channel)}</span>
                <span className="text-muted">
                  {channel === "log"
                    ? t("logWhere")
                    : is_configured
                      ? t("configured")
                      : t("set", { variable: variables[channel] })}
                </span>
              </li>
            ))}
          </ul>
          {isNobodyTold && (
            <Notice look="info" title={t("none")}>
              <CodeBlock label=".env" text={example} />
            </Notice>
          )}
          <div aria-live="polite" className="empty:hidden">
            {test.error && (
              <Notice look="error" title={t("testFailed")}>
                {messageOf(test.error)}
              </Notice>
            )}
            {test.data && <Outcomes {...test.data} />}
          </div>
        </div>
      ) : (
        <Skeleton className="h-40 w-full" />
      )}
    </Section>
  );
}

function Outcomes({ outcomes }: AlertTest) {
  const t = useTranslations("alerts.channels");
  const times = useTimes();
  return (
    <ul aria-label={t("outcomes")} className="grid gap-2 border-t pt-4">
      {outcomes.map(({ channel, outcome, error, duration_ms }) => {
        const isDelivered = outcome === "delivered";
        const Icon = isDelivered ? CircleCheck : CircleX;
        return (
          <li key={channel} className="flex flex-wrap items-center gap-x-2">
            <Icon
              aria-hidden
              className={`size-4 shrink-0 ${isDelivered ? "text-completed" : "text-failed"}`}
            />
            <span className="font-medium">{t(channel)}</span>
            <span className={`min-w-0 wrap-anywhere ${isDelivered ? "text-muted" : "text-failed"}`}>
              {isDelivered
                ? t("delivered", { duration: times.duration(duration_ms / 1000) })
                : t("failed", { error: error ?? "" })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
