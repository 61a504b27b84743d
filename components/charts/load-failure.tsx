"use client";

import { useTranslations } from "next-intl";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

/** Numbers that did not come: why, and another try. */
export function LoadFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("charts");
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  return (
    <Notice look="error" title={t("loadFailed")} role="alert">
      <p>{messageOf(error)}</p>
      <Button size="small" onClick={onRetry} className="mt-2">
        {common("tryAgain")}
      </Button>
    </Notice>
  );
}
