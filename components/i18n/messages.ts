/**
 * Every word of the interface, one file per area and language. The areas are those of the folders of components; `common` holds
 * what several share. Plurals and values in ICU's message format. messages.test.ts holds the languages against each other.
 */
import actions from "./en/actions.json";
import alerts from "./en/alerts.json";
import apiDocs from "./en/api-docs.json";
import audit from "./en/audit.json";
import auth from "./en/auth.json";
import charts from "./en/charts.json";
import common from "./en/common.json";
import decks from "./en/decks.json";
import job from "./en/job.json";
import jobs from "./en/jobs.json";
import lessons from "./en/lessons.json";
import overview from "./en/overview.json";
import palette from "./en/palette.json";
import recovery from "./en/recovery.json";
import settings from "./en/settings.json";
import shell from "./en/shell.json";
import statistics from "./en/statistics.json";
import workers from "./en/workers.json";
import type { Language } from "./languages";
import actionsZh from "./zh-CN/actions.json";
import alertsZh from "./zh-CN/alerts.json";
import apiDocsZh from "./zh-CN/api-docs.json";
import auditZh from "./zh-CN/audit.json";
import authZh from "./zh-CN/auth.json";
import chartsZh from "./zh-CN/charts.json";
import commonZh from "./zh-CN/common.json";
import decksZh from "./zh-CN/decks.json";
import jobZh from "./zh-CN/job.json";
import jobsZh from "./zh-CN/jobs.json";
import lessonsZh from "./zh-CN/lessons.json";
import overviewZh from "./zh-CN/overview.json";
import paletteZh from "./zh-CN/palette.json";
import recoveryZh from "./zh-CN/recovery.json";
import settingsZh from "./zh-CN/settings.json";
import shellZh from "./zh-CN/shell.json";
import statisticsZh from "./zh-CN/statistics.json";
import workersZh from "./zh-CN/workers.json";

const english = {
  actions,
  alerts,
  apiDocs,
  audit,
  auth,
  charts,
  common,
  decks,
  job,
  jobs,
  lessons,
  overview,
  palette,
  recovery,
  settings,
  shell,
  statistics,
  workers,
};

export type Messages = typeof english;

const chinese: Messages = {
  actions: actionsZh,
  alerts: alertsZh,
  apiDocs: apiDocsZh,
  audit: auditZh,
  auth: authZh,
  charts: chartsZh,
  common: commonZh,
  decks: decksZh,
  job: jobZh,
  jobs: jobsZh,
  lessons: lessonsZh,
  overview: overviewZh,
  palette: paletteZh,
  recovery: recoveryZh,
  settings: settingsZh,
  shell: shellZh,
  statistics: statisticsZh,
  workers: workersZh,
};

const messages: Record<Language, Messages> = { en: english, "zh-CN": chinese };

export function messagesOf(language: Language): Messages {
  return messages[language];
}

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}
