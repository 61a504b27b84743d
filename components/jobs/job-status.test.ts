import { expect, test } from "vitest";
import { jobStatuses } from "@/lib/jobs/state";
import { lookOfStage } from "./job-status";

test.each(jobStatuses.filter((status) => status !== "running"))(
  "a stage that a %s job left behind is not shown as running",
  (status) => {
    const { word, icon } = lookOfStage("running", status);
    const running = lookOfStage("running", "running");
    expect(word).not.toBe(running.word);
    expect(icon).not.toBe(running.icon);
  },
);

test("a stage that ended keeps its word whatever became of the job", () => {
  for (const status of jobStatuses)
    expect(lookOfStage("completed", status).word).toBe("stageState.completed");
});
