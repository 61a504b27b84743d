import { describe, expect, it } from "vitest";
import type { StageReport } from "@/lib/contract/jobs";
import { jobStatuses } from "@/lib/jobs/state";
import { stageBars, stateOfStage, totalSeconds } from "./stage-bars";

const T0 = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();

function stage(
  name: StageReport["name"],
  status: StageReport["status"],
  startedAfter: number | null = null,
  duration: number | null = null,
): StageReport {
  return {
    name,
    status,
    started_at: startedAfter === null ? null : at(startedAfter),
    duration_seconds: duration,
  };
}

const done = [
  stage("parse", "completed", 0, 1),
  stage("outline", "completed", 1, 1),
  stage("polish", "skipped"),
  stage("render", "completed", 2, 6),
  stage("publish", "completed", 8, 2),
];

describe("stageBars", () => {
  it("are as long as the stages took and begin when they began", () => {
    const bars = stageBars(done, "completed", T0);
    expect(bars.map(({ from, share }) => [from, share])).toEqual([
      [0, 0.1],
      [0.1, 0.1],
      [0, 0],
      [0.2, 0.6],
      [0.8, 0.2],
    ]);
    expect(bars.map(({ afterSeconds }) => afterSeconds)).toEqual([0, 1, null, 2, 8]);
    expect(totalSeconds(bars)).toBe(10);
  });

  it("let a running stage grow until now, and never shrink below its beginning", () => {
    const stages = [stage("parse", "completed", 0, 1), stage("outline", "running", 1)];
    const [, growing] = stageBars(stages, "running", T0 + 4000);
    expect(growing).toMatchObject({ tookSeconds: 3, isGrowing: true, from: 0.25, share: 0.75 });
    // The server's clock may be ahead of the browser's.
    const [, early] = stageBars(stages, "running", T0 - 4000);
    expect(early).toMatchObject({ tookSeconds: 0, share: 0 });
  });

  it("do not let a stage grow whose job does not run", () => {
    const [bar] = stageBars([stage("parse", "running", 0)], "pending", T0 + 60_000);
    expect(bar).toMatchObject({ tookSeconds: 0, isGrowing: false });
  });

  it("are empty before anything began", () => {
    const bars = stageBars([stage("parse", "pending"), stage("outline", "pending")], "pending", T0);
    for (const bar of bars) expect(bar).toMatchObject({ from: 0, share: 0, tookSeconds: null });
    expect(totalSeconds(bars)).toBeNull();
  });

  it("divide by no zero when nothing took any time", () => {
    const [bar] = stageBars([stage("parse", "completed", 0, 0)], "completed", T0);
    expect(bar).toMatchObject({ from: 0, share: 0, tookSeconds: 0 });
  });
});

describe("stateOfStage", () => {
  it.each(jobStatuses.filter((status) => status !== "running"))(
    "does not say of a stage that a %s job left behind that it runs",
    (status) => {
      expect(stateOfStage("running", status)).not.toBe("running");
    },
  );

  it("keeps the state of a stage that ended, whatever became of the job", () => {
    for (const status of jobStatuses) expect(stateOfStage("completed", status)).toBe("completed");
    expect(stateOfStage("running", "running")).toBe("running");
  });
});
