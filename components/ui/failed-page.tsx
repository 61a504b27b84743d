"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { FullPageMessage } from "./full-page-message";

/** What a page shows when rendering it failed. The digest is what the server's log calls the error. */
export function FailedPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("shell.failed");
  const common = useTranslations("common");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <FullPageMessage
      icon={TriangleAlert}
      title={t("title")}
      actions={
        <Button look="primary" onClick={() => retry()}>
          {common("tryAgain")}
        </Button>
      }
    >
      <p>{t("lead")}</p>
      {digest && <p className="mt-2 font-mono text-xs">{t("reference", { digest })}</p>}
    </FullPageMessage>
  );
}
