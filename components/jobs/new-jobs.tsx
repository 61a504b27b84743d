"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

/** Jobs that wait outside the list until somebody wants them in it. It lies over the rows, so that none moves. */
export function NewJobs({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations("jobs");
  if (count === 0) return null;
  return (
    <div
      aria-live="polite"
      className="-top-1 pointer-events-none absolute inset-x-0 z-10 flex justify-center"
    >
      <Button
        look="primary"
        size="small"
        onClick={onShow}
        className="pointer-events-auto rounded-full shadow-raised"
      >
        <ArrowUp aria-hidden />
        {t("newJobs", { count })}
      </Button>
    </div>
  );
}
