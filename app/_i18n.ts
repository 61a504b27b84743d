/** The language of a request's page, for next-intl (next.config.js names this file). */
import { getRequestConfig } from "next-intl/server";
import { messagesOf } from "@/components/i18n/messages";
import { requestPreferences } from "./_auth";

export default getRequestConfig(async () => {
  const { language } = await requestPreferences();
  // Times are formatted by components/time, which knows the chosen zone; this one is only next-intl's default.
  return { locale: language, messages: messagesOf(language), timeZone: "UTC" };
});
