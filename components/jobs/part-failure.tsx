"use client";

import { useTranslations } from "next-intl";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

/** A part of a job's page that did not come: why, and another try. */
export function PartFailure({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: Error;
  onRetry: () => unknown;
}) {
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  return (
    <Notice look="error" title={title} role="alert">
      <p>{messageOf(error)}</p>
      <Button size="small" onClick={() => onRetry()} className="mt-2">
        {common("tryAgain")}
      </Button>
    </Notice>
  );
}
