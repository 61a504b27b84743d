"use client";

import { useTranslations } from "next-intl";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

/** A list of jobs that did not come: why, and another try. */
export function ListFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("jobs");
  const messageOf = useMessageOf();
  return (
    <Notice look="error" title={t("notLoaded")} role="alert">
      <p>{messageOf(error)}</p>
      <Button size="small" onClick={onRetry} className="mt-2">
        {t("tryAgain")}
      </Button>
    </Notice>
  );
}
