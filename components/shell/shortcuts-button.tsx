"use client";

import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKeyboard } from "../shortcuts/keyboard";
import { Button } from "../ui/button";

/** Opens the sheet of all keys, also for those who have turned `?` off. */
export function ShortcutsButton() {
  const t = useTranslations("palette.shortcuts");
  const { open } = useKeyboard();
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={t("title")}
      hint={t("title")}
      keys={["?"]}
      onClick={() => open("sheet")}
    >
      <Keyboard aria-hidden />
    </Button>
  );
}
