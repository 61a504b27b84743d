"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useIsAlive } from "../time/clock";

const SHOWN_MS = 1500;

type Copying = {
  /** True for a moment after a copy. */
  isCopied: boolean;
  copy: (text: string) => Promise<void>;
  /** Why nothing can be copied: browsers have no clipboard on plain HTTP from another machine. */
  whyNot: string | undefined;
};

export function useCopy(): Copying {
  const t = useTranslations("shell.ui");
  const [isCopied, setCopied] = useState(false);
  const isAlive = useIsAlive();

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(text: string) {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return { isCopied, copy, whyNot: isAlive && !navigator.clipboard ? t("noClipboard") : undefined };
}
