"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useMessageOf } from "./use-message-of";

type LoadFailureProps = {
  /** What did not come, as a sentence. */
  title: string;
  error: Error;
  onRetry: () => unknown;
};

/** Stands in the place of what could not be loaded: why, and another try. */
export function LoadFailure({ title, error, onRetry }: LoadFailureProps) {
  const t = useTranslations("common");
  const messageOf = useMessageOf();
  return (
    <Notice look="error" title={title} role="alert">
      <p>{messageOf(error)}</p>
      <Button size="small" onClick={() => onRetry()} className="mt-2">
        {t("tryAgain")}
      </Button>
    </Notice>
  );
}
