import { expect, it } from "vitest";
import { drainOf } from "./drain";

it.each([
  [{ created: 9, ended: 0, waiting: 0 }, { kind: "empty" }],
  [{ created: 0, ended: 0, waiting: 3 }, { kind: "stopped" }],
  [{ created: 100, ended: 100, waiting: 3 }, { kind: "steady" }],
  [{ created: 100, ended: 104, waiting: 3 }, { kind: "steady" }],
  [
    { created: 10, ended: 40, waiting: 60 },
    { kind: "draining", seconds: 600 },
  ],
  [
    { created: 0, ended: 1, waiting: 1 },
    { kind: "draining", seconds: 300 },
  ],
  [
    { created: 40, ended: 10, waiting: 60 },
    { kind: "growing", perHour: 360 },
  ],
])("%j in 5 minutes is %j", (flow, drain) => {
  expect(drainOf({ minutes: 5, ...flow })).toEqual(drain);
});
