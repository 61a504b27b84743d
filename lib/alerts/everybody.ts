import type { Caller } from "@/lib/auth/caller";

/** In whose name the rules look: they see all jobs, and may do nothing. */
export const everybody: Caller = {
  kind: "service",
  userId: null,
  name: "alerts",
  email: null,
  role: "viewer",
};
