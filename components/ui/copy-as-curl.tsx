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
  /** words: a button; icon: for where there is little room. */
  look?: "words" | "icon";
};

/** Copies the call that does the same as the page, for a terminal. The token stays a variable: a secret is never copied here. */
export function CopyAsCurl({ method, path, body, look = "words" }: CopyAsCurlProps) {
  const t = useTranslations("shell.ui");
  const { isCopied, copy, whyNot } = useCopy();
  const Icon = isCopied ? Check : Terminal;
  const words = isCopied ? t("copied") : t("copyAsCurl");

  function copyCall() {
    const call: CurlCall = { method, url: window.location.origin + path, body };
    void copy(curlCommand(call));
  }

  return look === "icon" ? (
    <Button
      look="quiet"
      size="icon"
      aria-label={t("copyAsCurl")}
      hint={words}
      disabledReason={whyNot}
      onClick={copyCall}
    >
      <Icon aria-hidden />
    </Button>
  ) : (
    <Button disabledReason={whyNot} hint={t("copyAsCurlHint")} onClick={copyCall}>
      <Icon aria-hidden />
      {/* Both words hold their place, so that the button keeps its size. */}
      <span className="grid">
        <span aria-hidden={isCopied} className={`col-start-1 row-start-1 ${isCopied ? "invisible" : ""}`}>
          {t("copyAsCurl")}
        </span>
        <span aria-live="polite" className="col-start-1 row-start-1">
          {isCopied ? t("copied") : ""}
        </span>
      </span>
    </Button>
  );
}
