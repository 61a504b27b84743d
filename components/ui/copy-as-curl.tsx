"use client";

import { Check, Terminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { type CurlCall, curlCommand } from "./curl";
import { useCopy } from "./use-copy";

type CopyAsCurlProps = {
  method: string;
  /** With its query: `/api/presentations/jobs?status=failed`. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** What is copied, where several of these stand on one page. */
  label?: string;
  /** words: a button; icon: for where there is little room. */
  look?: "words" | "icon";
};

/**
 * Copies the call that does the same as the page, for a terminal: nobody has one on a phone. The token stays a variable: a secret is
 * never copied here.
 */
export function CopyAsCurl({ method, path, body, label, look = "words" }: CopyAsCurlProps) {
  const t = useTranslations("shell.ui");
  const { isCopied, copy, whyNot } = useCopy();
  const Icon = isCopied ? Check : Terminal;
  const name = label ?? t("copyAsCurl");

  function copyCall() {
    const call: CurlCall = { method, url: window.location.origin + path, body };
    void copy(curlCommand(call));
  }

  return look === "icon" ? (
    <Button
      look="quiet"
      size="icon"
      aria-label={name}
      hint={isCopied ? t("copied") : name}
      disabledReason={whyNot}
      onClick={copyCall}
      className="max-md:hidden"
    >
      <Icon aria-hidden />
    </Button>
  ) : (
    <Button disabledReason={whyNot} hint={t("copyAsCurlHint")} onClick={copyCall} className="max-md:hidden">
      <Icon aria-hidden />
      {/* Both words hold their place, so that the button keeps its size. */}
      <span className="grid">
        <span aria-hidden={isCopied} className={`col-start-1 row-start-1 ${isCopied ? "invisible" : ""}`}>
          {name}
        </span>
        <span aria-live="polite" className="col-start-1 row-start-1">
          {isCopied ? t("copied") : ""}
        </span>
      </span>
    </Button>
  );
}
