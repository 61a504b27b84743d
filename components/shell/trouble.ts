/** How a tab shows trouble without being looked at: before its title, and in its icon. Pure. */
import type { JobHealth } from "@/lib/contract/stats";

export type Trouble = {
  verdict: JobHealth["status"];
  /** Jobs that failed or timed out within the last hour. */
  failures: number;
};

const MOST = 999;
const marks: Record<JobHealth["status"], string> = { healthy: "", degraded: "⚠ ", critical: "‼ " };

/** "‼ (12) " of a critical queue in which 12 jobs have failed; empty where all is well. */
export function titlePrefix({ verdict, failures }: Trouble): string {
  const count = failures > MOST ? `${MOST}+` : String(failures);
  return marks[verdict] + (failures > 0 ? `(${count}) ` : "");
}

const badges: Record<Exclude<JobHealth["status"], "healthy">, string> = {
  degraded:
    '<path d="M16 9.5 23.5 23h-15z" fill="#f59e0b" stroke="#fff" stroke-width="1.5" stroke-linejoin="round"/>',
  critical: '<circle cx="16.5" cy="16.5" r="6.5" fill="#dc2626" stroke="#fff" stroke-width="1.5"/>',
};
const exclamationMark = '<path d="M16.3 14v4m0 2v1" stroke="#fff" stroke-width="2"/>';

/** The icon with a badge, as an address; null where the usual one is right. Its slides are those of app/icon.svg. */
export function troubleIcon(verdict: JobHealth["status"]): string | null {
  if (verdict === "healthy") return null;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="10" width="20" height="12" rx="2.5" fill="#4f46e5"/><rect x="4.5" y="6" width="15" height="2" rx="1" fill="#847ef0"/><rect x="7" y="2.5" width="10" height="1.8" rx=".9" fill="#b9b5f7"/>${badges[verdict]}${exclamationMark}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
