import type { AlertNotice } from "@/lib/contract/alerts";

/** What a channel is given when disk space runs out. */
export const diskNotice: AlertNotice = {
  event: "fired",
  alert_id: "0f0e2c9a-31d4-4b7e-9c52-8a1f0d3b7e64",
  kind: "disk_space",
  severity: "high",
  unit: "megabytes",
  threshold: 1_000,
  value: 812,
  worst_value: 812,
  fired_at: "2026-11-29T18:00:00.000Z",
  resolved_at: null,
  message: "The disk has 812 MB left",
  url: "https://decks.school.example/alerts",
  sent_at: "2026-11-29T18:00:01.000Z",
};
