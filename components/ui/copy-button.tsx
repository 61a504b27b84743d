"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useIsAlive } from "../time/clock";
import { Button } from "./button";

const SHOWN_MS = 1500;

/** Copies `text`. Without the clipboard (plain HTTP from another machine) it is not shown: it could do nothing. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  if (!useIsAlive() || !navigator.clipboard) return null;

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  const Icon = isCopied ? Check : Copy;
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={label}
      hint={isCopied ? "Copied" : label}
      onClick={copy}
      className="size-7 max-md:size-9"
    >
      <Icon aria-hidden className="size-3.5!" />
    </Button>
  );
}
