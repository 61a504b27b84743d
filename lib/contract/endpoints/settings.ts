/** Settings that change while everything runs. */
import { endpoint } from "../endpoint";
import { settingList, settingsChange } from "../settings";

const exampleSettings = {
  settings: [
    {
      name: "queue_delay_high_minutes",
      group: "health",
      unit: "minutes",
      min: 1,
      max: 10_080,
      value: 45,
      source: "here",
      default: 30,
      default_source: "built_in",
      variable: null,
      changed_at: "2026-01-07T06:30:00.000Z",
      changed_by: "ada@school.example",
    },
  ],
} as const;

export const getSettings = endpoint({
  id: "getSettings",
  method: "GET",
  path: "/api/settings",
  access: "settings:manage",
  tag: "Settings",
  summary: "Read the settings",
  description:
    "The thresholds of the health verdict and the retention, each with its default and where it comes from.",
  answers: { 200: { description: "All settings", schema: settingList, example: exampleSettings } },
  examples: [{ name: "Read", status: 200 }],
});

export const changeSettings = endpoint({
  id: "changeSettings",
  method: "PATCH",
  path: "/api/settings",
  access: "settings:manage",
  tag: "Settings",
  summary: "Change settings",
  description:
    "Takes effect within seconds, in the server and in every worker. `null` goes back to the default. The reason goes to the " +
    "audit log. A shorter retention deletes what is older at the next clean-up, which begins within seconds, too.",
  body: settingsChange,
  answers: { 200: { description: "All settings", schema: settingList, example: exampleSettings } },
  examples: [
    {
      name: "Alarm later",
      body: { values: { queue_delay_high_minutes: 45 }, reason: "Exams week: long queues are expected" },
      status: 200,
    },
    {
      name: "A warning after the alarm",
      body: { values: { failure_rate_elevated_percent: 90 } },
      status: 422,
      error: "validation_failed",
    },
  ],
});

export const settingsEndpoints = [getSettings, changeSettings];
