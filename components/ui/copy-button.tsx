"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useIsAlive } from "../time/clock";
import { Button } from "./button";
import { useCopy } from "./use-copy";

/** Copies `text`. Without the clipboard (plain HTTP from another machine) it is not shown: it could do nothing. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("shell.ui");
  const { isCopied, copy, whyNot } = useCopy();
  if (!useIsAlive() || whyNot) return null;

  const Icon = isCopied ? Check : Copy;
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={label}
      hint={isCopied ? t("copied") : label}
      onClick={() => void copy(text)}
      className="size-7 max-md:size-9"
    >
      <Icon aria-hidden className="size-3.5!" />
    </Button>
  );
}
