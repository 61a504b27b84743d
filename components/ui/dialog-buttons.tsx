"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";

type DialogButtonsProps = {
  onBack: () => void;
  /** The button that does it. */
  children: ReactNode;
};

/** The end of a dialog: the way back, and right of it what the dialog is for. */
export function DialogButtons({ onBack, children }: DialogButtonsProps) {
  const t = useTranslations("common");
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button onClick={onBack}>{t("back")}</Button>
      {children}
    </div>
  );
}
