"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { defaultLanguage } from "../i18n/languages";
import type { Messages } from "../i18n/messages";
import { ApiError } from "./api";

type KnownCode = keyof Messages["shell"]["errors"];

/**
 * What to tell a person about an error, in their language. The API speaks English, and its own sentence says more than a code can;
 * in other languages its code is put into words.
 */
export function useMessageOf(): (error: unknown) => string {
  const language = useLocale();
  const t = useTranslations("shell.errors");
  const common = useTranslations("common");
  return useCallback(
    (error) => {
      if (!(error instanceof ApiError)) return common("unexpected");
      // `has` says whether the code is one of ours.
      const code = error.error.code as KnownCode;
      return language !== defaultLanguage && t.has(code) ? t(code) : error.message;
    },
    [language, t, common],
  );
}
