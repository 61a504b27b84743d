/** How states look: the one table of colour, icon and word, for badges, tabs, timelines and charts alike. */
import {
  AlarmClockOff,
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePlay,
  CircleX,
  Clock,
  type LucideIcon,
  SkipForward,
  Undo2,
  Unplug,
} from "lucide-react";
import type { Attempt, StageReport } from "@/lib/contract/jobs";
import type { JobStatus } from "@/lib/jobs/state";

/** Where the word of a look stands in the messages `common`. */
type StatusWord =
  | `status.${JobStatus}`
  | `attempt.${"orphaned" | "released"}`
  | `stageState.${"pending" | "completed" | "skipped" | "stopped"}`;

export type StatusLook = {
  /** `useTranslations("common")(look.word)` */
  word: StatusWord;
  icon: LucideIcon;
  /** Colour of text and icon. */
  text: string;
  /** The same colour as a tint behind the text. */
  tint: string;
};

export const jobStatusLooks: Record<JobStatus, StatusLook> = {
  pending: { word: "status.pending", icon: Clock, text: "text-pending", tint: "bg-pending/8" },
  running: { word: "status.running", icon: CirclePlay, text: "text-running", tint: "bg-running/8" },
  completed: { word: "status.completed", icon: CircleCheck, text: "text-completed", tint: "bg-completed/8" },
  failed: { word: "status.failed", icon: CircleX, text: "text-failed", tint: "bg-failed/8" },
  timeout: { word: "status.timeout", icon: AlarmClockOff, text: "text-timeout", tint: "bg-timeout/8" },
  cancelled: { word: "status.cancelled", icon: Ban, text: "text-cancelled", tint: "bg-cancelled/8" },
};

export const attemptLooks: Record<Attempt["outcome"], StatusLook> = {
  running: jobStatusLooks.running,
  completed: jobStatusLooks.completed,
  failed: jobStatusLooks.failed,
  timeout: jobStatusLooks.timeout,
  cancelled: jobStatusLooks.cancelled,
  orphaned: { word: "attempt.orphaned", icon: Unplug, text: "text-failed", tint: "bg-failed/8" },
  released: { word: "attempt.released", icon: Undo2, text: "text-cancelled", tint: "bg-cancelled/8" },
};

const stageLooks: Record<StageReport["status"], StatusLook> = {
  pending: { word: "stageState.pending", icon: CircleDashed, text: "text-muted", tint: "bg-line" },
  running: jobStatusLooks.running,
  completed: { ...jobStatusLooks.completed, word: "stageState.completed" },
  failed: jobStatusLooks.failed,
  skipped: { word: "stageState.skipped", icon: SkipForward, text: "text-muted", tint: "bg-line" },
};

/** How a stage looks. One that its job left behind does not run: the job was cancelled, or its worker has gone. */
export function lookOfStage(stage: StageReport["status"], job: JobStatus): StatusLook {
  if (stage !== "running" || job === "running") return stageLooks[stage];
  switch (job) {
    case "pending":
      return stageLooks.pending;
    case "completed":
      return stageLooks.completed;
    case "failed":
    case "timeout":
      return stageLooks.failed;
    case "cancelled":
      return { ...jobStatusLooks.cancelled, word: "stageState.stopped" };
    default:
      return job satisfies never;
  }
}
