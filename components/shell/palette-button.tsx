"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCommandKey } from "../shortcuts/command-key";
import { useKeyboard } from "../shortcuts/keyboard";
import { Button } from "../ui/button";
import { Keys } from "../ui/keys";

/** Opens the command palette: a field's place in the side bar, an icon at the top of a phone. */
export function PaletteButton({ look }: { look: "field" | "icon" }) {
  const t = useTranslations("palette");
  const { open } = useKeyboard();
  const command = useCommandKey();
  if (look === "icon") {
    return (
      <Button look="quiet" size="icon" aria-label={t("open")} onClick={() => open("palette")}>
        <Search aria-hidden className="size-5!" />
      </Button>
    );
  }
  return (
    <Button
      aria-label={t("open")}
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => open("palette")}
      className="w-full justify-start px-2.5 font-normal text-muted"
    >
      <Search aria-hidden />
      {t("openShort")}
      <Keys keys={[command, "K"]} className="ml-auto" />
    </Button>
  );
}
