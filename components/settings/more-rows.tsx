"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import type { ListPage } from "./queries";

type MoreRowsProps = {
  pages: readonly ListPage<unknown>[];
  hasMore: boolean;
  isBusy: boolean;
  onMore: () => void;
};

/** How much of a list is in view, and the next part of it. */
export function MoreRows({ pages, hasMore, isBusy, onMore }: MoreRowsProps) {
  const t = useTranslations("settings");
  const words = useTranslations("common");
  const shown = pages.reduce((sum, { rows }) => sum + rows.length, 0);
  if (!hasMore && pages.length <= 1) return null;
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 pt-3">
      <p aria-live="polite" className="text-muted text-sm">
        {t("shownOf", { shown, total: pages.at(-1)?.total ?? shown })}
      </p>
      {hasMore && (
        <Button onClick={onMore} disabledReason={isBusy ? words("oneMoment") : undefined}>
          {t("showMore")}
        </Button>
      )}
    </div>
  );
}
