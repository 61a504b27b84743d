import { expect, test } from "vitest";
import { lintMetrics, parseMetrics } from "./lint-metrics";

const good = `# HELP jobs_wait_seconds How long
# TYPE jobs_wait_seconds histogram
jobs_wait_seconds_bucket{le="1"} 2
jobs_wait_seconds_bucket{le="+Inf"} 3
jobs_wait_seconds_sum 4.5
jobs_wait_seconds_count 3

# HELP jobs_total So many
# TYPE jobs_total counter
jobs_total{error_code="a\\"b\\\\c\\nd"} 1
jobs_total{error_code="other"} 0
`;

test("a text without fault has none, and is read as it was meant", () => {
  expect(lintMetrics(good)).toEqual([]);
  const [, jobs] = parseMetrics(good);
  expect(jobs?.samples[0]?.labels.get("error_code")).toBe('a"b\\c\nd');
});

test.each([
  ["no help", "# HELP jobs_total So many\n", "", /has no HELP/],
  ["a bucket that counts down", "} 2", "} 9", /not cumulative/],
  ["bounds out of order", 'le="1"', 'le="+Inf"', /do not ascend/],
  ["a missing +Inf", 'jobs_wait_seconds_bucket{le="+Inf"} 3\n', "", /no bucket \+Inf/],
  ["another count", "_count 3", "_count 4", /not that of \+Inf/],
  ["no sum", "jobs_wait_seconds_sum 4.5\n", "", /no sum/],
  ["a series twice", '{error_code="other"} 0', '{error_code="a\\"b\\\\c\\nd"} 0', /stands twice/],
  ["a counter below 0", '"other"} 0', '"other"} -1', /is -1/],
  ["a label of a histogram", 'error_code="other"', 'le="other"', /may not have the label le/],
  ["a label in camelCase", 'error_code="other"', 'errorCode="other"', /may not have the label errorCode/],
])("%s is found", (_what, from, to, problem) => {
  expect(good).toContain(from);
  expect(lintMetrics(good.replace(from, to)).join("\n")).toMatch(problem);
});

test.each([
  ["jobs", "counter", /does not end in _total/],
  ["jobs_total", "gauge", /is no counter/],
  ["jobs:rate", "gauge", /colon/],
  ["jobsWaiting", "gauge", /snake_case/],
  ["jobs_count", "gauge", /only a part of a histogram/],
  ["jobs_gauge", "gauge", /names its type/],
  ["wait_milliseconds", "gauge", /milliseconds should be seconds/],
  ["wait_ms", "gauge", /abbreviates/],
])("the name %s of a %s is refused", (name, type, problem) => {
  expect(lintMetrics(`# HELP ${name} x\n# TYPE ${name} ${type}\n${name} 1\n`).join("\n")).toMatch(problem);
});

test.each([
  ['jobs_total{a="1"}\n', /No sample/],
  ['jobs_total{a="1" b="2"} 1\n', /Bad labels/],
  ['jobs_total{a="x\\t"} 1\n', /Bad labels/],
  ['jobs_total{a="1",a="1"} 1\n', /A label twice/],
  ["jobs_total one\n", /No number/],
  ["jobs_total 1", /does not end/],
  ["# TYPE jobs_total counter\n# TYPE jobs_total counter\n", /A second time/],
  ["jobs_total 1\n# TYPE jobs_total counter\n", /After its samples/],
])("%j is no text format", (text, problem) => {
  expect(() => parseMetrics(text)).toThrow(problem);
});
