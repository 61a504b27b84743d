/** Rules that look after the queue, what they said, and who is told. */
import { z } from "zod";
import {
  alertEntry,
  alertOverview,
  alertRule,
  alertRuleChange,
  alertRulePath,
  alertTest,
  snoozeInput,
} from "../alerts";
import { endpoint } from "../endpoint";
import { pageQuery } from "../query";
import { pageHeaders } from "./page-headers";

const unknownRule = { params: { kind: "unknown" }, status: 404, error: "not_found" } as const;

export const getAlerts = endpoint({
  id: "getAlerts",
  method: "GET",
  path: "/api/alerts",
  access: "job:read",
  tag: "Alerts",
  summary: "Which alerts fire?",
  description:
    "Every rule as it stands, firing ones first, and by which channels people are told. The server looks every 15 seconds, whether or not a page is open. Teachers get none: machines are nothing of theirs.",
  answers: { 200: { description: "The rules and the channels", schema: alertOverview } },
  examples: [{ name: "Look", status: 200 }],
});

export const changeAlertRule = endpoint({
  id: "changeAlertRule",
  method: "PATCH",
  path: "/api/alerts/rules/{kind}",
  access: "settings:manage",
  tag: "Alerts",
  summary: "Change a rule of the alerts",
  description:
    "Holds from the next look on. `null` goes back to the default; the reason goes to the audit log.",
  params: alertRulePath,
  body: alertRuleChange,
  answers: { 200: { description: "The rule", schema: alertRule } },
  errors: ["not_found"],
  examples: [
    {
      name: "Alarm later",
      params: { kind: "queue_delay" },
      body: { threshold: 45, severity: "elevated", reason: "Exams week: long queues are expected" },
      status: 200,
    },
    { name: "Back to the default", params: { kind: "queue_delay" }, body: { threshold: null }, status: 200 },
    {
      name: "More than all of them",
      params: { kind: "failure_rate" },
      body: { threshold: 150 },
      status: 422,
      error: "validation_failed",
    },
    { name: "An unknown rule", ...unknownRule, body: { is_enabled: false } },
  ],
});

export const snoozeAlertRule = endpoint({
  id: "snoozeAlertRule",
  method: "POST",
  path: "/api/alerts/rules/{kind}/snooze",
  access: "queue:operate",
  tag: "Alerts",
  summary: "Snooze a rule of the alerts",
  description: "No channel tells of it until then; it is in the history all the same.",
  params: alertRulePath,
  body: snoozeInput,
  answers: { 200: { description: "The rule", schema: alertRule } },
  errors: ["not_found"],
  examples: [
    {
      name: "For two hours",
      params: { kind: "disk_space" },
      body: { minutes: 120, reason: "A larger disk is on its way" },
      status: 200,
    },
    { name: "An unknown rule", ...unknownRule, body: { minutes: 5 } },
  ],
});

export const wakeAlertRule = endpoint({
  id: "wakeAlertRule",
  method: "DELETE",
  path: "/api/alerts/rules/{kind}/snooze",
  access: "queue:operate",
  tag: "Alerts",
  summary: "End a rule's snooze",
  params: alertRulePath,
  answers: { 200: { description: "The rule", schema: alertRule } },
  errors: ["not_found"],
  examples: [{ name: "Wake it", params: { kind: "disk_space" }, status: 200 }],
});

export const testAlerts = endpoint({
  id: "testAlerts",
  method: "POST",
  path: "/api/alerts/test",
  access: "settings:manage",
  tag: "Alerts",
  summary: "Try the channels",
  description: "Sends a test by every channel that is configured, and waits for each, 10 seconds at most.",
  answers: { 200: { description: "What became of each", schema: alertTest } },
  examples: [{ name: "Try", status: 200 }],
});

export const listAlertHistory = endpoint({
  id: "listAlertHistory",
  method: "GET",
  path: "/api/alerts/history",
  access: "job:read",
  tag: "Alerts",
  summary: "List what has fired",
  description: "Of the last 90 days, newest first, with who was told. Teachers get none.",
  query: pageQuery,
  answers: {
    200: { description: "One page of alerts", schema: z.array(alertEntry), headers: pageHeaders },
  },
  examples: [{ name: "The newest", query: { limit: "10" }, status: 200 }],
});

export const alertEndpoints = [
  getAlerts,
  changeAlertRule,
  snoozeAlertRule,
  wakeAlertRule,
  testAlerts,
  listAlertHistory,
];
