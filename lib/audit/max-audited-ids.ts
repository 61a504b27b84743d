/** A row of the audit log names so many jobs: it stays below 5 kB. */
export const MAX_AUDITED_IDS = 100;
