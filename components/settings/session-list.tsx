"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Session } from "@/lib/contract/people";
import { ApiError, api } from "../http/api";
import { LoadFailure } from "../http/load-failure";
import { useMessageOf } from "../http/use-message-of";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { deviceOf } from "./device-name";
import { MoreRows } from "./more-rows";
import { sessionsQuery, settingsKeys } from "./queries";
import { useReadAnew } from "./use-read-anew";

/** Where the person is signed in, and ending that. */
export function SessionList() {
  const t = useTranslations("settings");
  const messageOf = useMessageOf();
  const words = useTranslations("common");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    sessionsQuery(),
  );
  const readAnew = useReadAnew(settingsKeys.sessions);
  const [isBusy, setBusy] = useState(false);
  const pages = data?.pages ?? [];
  const sessions = pages.flatMap(({ rows }) => rows);

  async function endOthers() {
    setBusy(true);
    const result = await api.endOtherSessions();
    setBusy(false);
    if (result.ok)
      showToast({ look: "success", title: t("account.othersEnded", { count: result.data.ended }) });
    else
      showToast({ look: "error", title: t("notSaved"), description: messageOf(new ApiError(result.error)) });
    void readAnew();
  }

  const nothingToEnd = sessions.every(({ is_current }) => is_current) ? t("account.noOthers") : undefined;
  return (
    <div className="grid grid-cols-1 gap-3">
      {error && <LoadFailure title={t("notLoaded")} error={error} onRetry={refetch} />}
      <ul className="divide-y">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnded={readAnew} />
        ))}
      </ul>
      <MoreRows pages={pages} hasMore={hasNextPage} isBusy={isFetchingNextPage} onMore={fetchNextPage} />
      <Button
        className="justify-self-start"
        disabledReason={isBusy ? words("oneMoment") : nothingToEnd}
        onClick={endOthers}
      >
        {t("account.endOthers")}
      </Button>
    </div>
  );
}

function SessionRow({ session, onEnded }: { session: Session; onEnded: () => Promise<void> }) {
  const t = useTranslations("settings.account");
  const messageOf = useMessageOf();
  const [isBusy, setBusy] = useState(false);
  const words = useTranslations("common");
  const { browser, system } = deviceOf(session.device ?? "");
  const known = browser && system ? t("browserOn", { browser, system }) : (browser ?? system);
  const device = known ?? session.device ?? t("unknownDevice");

  async function end() {
    setBusy(true);
    const result = await api.endSession({ session_id: session.id });
    if (result.ok) showToast({ look: "success", title: t("sessionEnded"), description: device });
    else showToast({ look: "error", title: messageOf(new ApiError(result.error)) });
    await onEnded();
    setBusy(false);
  }

  const busy = isBusy ? words("oneMoment") : undefined;
  return (
    <li className="flex items-center gap-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={session.device ?? undefined}>
          {device}
          {session.is_current && (
            <span className="ml-2 rounded-sm bg-accent-soft px-1.5 py-0.5 font-normal text-accent-ink text-xs">
              {t("thisSession")}
            </span>
          )}
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-sm">
          <span>
            {t("lastUsed")} <RelativeTime at={session.last_seen_at} />
          </span>
          <span>
            {t("since")} <RelativeTime at={session.created_at} />
          </span>
          {session.address && <span className="font-mono text-xs leading-5">{session.address}</span>}
        </p>
      </div>
      <Button
        size="small"
        aria-label={t("endSessionOf", { device })}
        disabledReason={session.is_current ? t("ownIsSignOut") : busy}
        onClick={end}
      >
        {t("endSession")}
      </Button>
    </li>
  );
}
