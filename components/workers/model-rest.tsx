"use client";

import { useTranslations } from "next-intl";
import type { LanguageModelState } from "@/lib/contract/queue";
import { RelativeTime } from "../time/relative-time";
import { Notice } from "../ui/notice";

/** That jobs do not ask the language model for a while: why, and until when. Nothing while they do. */
export function ModelRestNotice({ model }: { model: LanguageModelState }) {
  const t = useTranslations("workers.model");
  if (!model.configured || model.state === "closed") return null;
  const { trouble, rests_until } = model;
  return (
    <Notice look="warning" title={model.state === "open" ? t("rests") : t("tries")}>
      <p>
        {t("effect")}{" "}
        {model.state === "open" &&
          rests_until &&
          t.rich("until", { time: () => <RelativeTime at={rests_until} /> })}
      </p>
      {trouble && (
        <p>
          {t.rich("why", {
            count: model.consecutive_failures,
            reason: () => <span lang="en">{trouble}</span>,
          })}
        </p>
      )}
    </Notice>
  );
}
