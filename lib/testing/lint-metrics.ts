/**
 * Reads Prometheus' text format strictly (https://prometheus.io/docs/instrumenting/exposition_formats/) and holds it against the rules of
 * `promtool check metrics` and of https://prometheus.io/docs/practices/naming/.
 */

export type Sample = { name: string; labels: ReadonlyMap<string, string>; value: number };
export type Family = { name: string; help: string | null; type: string | null; samples: Sample[] };

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-z][a-z0-9_]*$/;
const TYPES = ["counter", "gauge", "histogram", "summary", "untyped"];
/** Units that are no base units, and what is to stand in their place. */
const UNITS: Record<string, string> = {
  ...{ nanoseconds: "seconds", microseconds: "seconds", milliseconds: "seconds", minutes: "seconds" },
  ...{ hours: "seconds", days: "seconds", weeks: "seconds", percent: "ratio", bits: "bytes" },
  ...{ kilobytes: "bytes", megabytes: "bytes", gigabytes: "bytes", kibibytes: "bytes", mebibytes: "bytes" },
};
const ABBREVIATIONS = new Set("s ms us ns sec b kb mb gb tb pb m h d".split(" "));

/** @throws Error that names the line that is no text format */
export function parseMetrics(text: string): Family[] {
  if (!text.endsWith("\n")) throw new Error("The last line does not end");
  const families = new Map<string, Family>();
  const familyOf = (name: string): Family => {
    const family = families.get(name) ?? { name, help: null, type: null, samples: [] };
    families.set(name, family);
    return family;
  };
  for (const line of text.slice(0, -1).split("\n")) {
    if (line === "") continue;
    const comment = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line);
    if (comment) {
      const [, what, name = "", rest = ""] = comment;
      const family = familyOf(name);
      if (what === "HELP") family.help = once(family.help, rest, line);
      else family.type = once(family.type, rest, line);
      if (family.samples.length > 0) throw new Error(`After its samples: ${line}`);
      continue;
    }
    const sample = parseSample(line);
    familyOf(familyNameOf(sample.name, families)).samples.push(sample);
  }
  return [...families.values()];
}

function once(before: string | null, now: string, line: string): string {
  if (before !== null) throw new Error(`A second time: ${line}`);
  return now;
}

/** `x_bucket`, `x_sum` and `x_count` belong to x where that is a histogram or a summary. */
function familyNameOf(name: string, families: ReadonlyMap<string, Family>): string {
  const base = name.replace(/_(bucket|sum|count)$/, "");
  const type = families.get(base)?.type;
  return type === "histogram" || type === "summary" ? base : name;
}

function parseSample(line: string): Sample {
  const name = /^[^{ ]*/.exec(line)?.[0] ?? "";
  const labels = new Map<string, string>();
  let at = name.length;
  if (line[at] === "{") {
    const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(,|\})/y;
    label.lastIndex = at + 1;
    for (let more = true; more; ) {
      const [whole, key = "", value = "", end] = label.exec(line) ?? [];
      if (whole === undefined) throw new Error(`Bad labels: ${line}`);
      if (labels.has(key)) throw new Error(`A label twice: ${line}`);
      labels.set(
        key,
        value.replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char)),
      );
      at = label.lastIndex;
      more = end === ",";
    }
  }
  const number = / (\S+)$/.exec(line.slice(at))?.[1] ?? "";
  if (!NAME.test(name) || line.slice(at) !== ` ${number}`) throw new Error(`No sample: ${line}`);
  return { name, labels, value: numberOf(number, line) };
}

function numberOf(text: string, line: string): number {
  if (/^[+-]?inf$/i.test(text))
    return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new Error(`No number: ${line}`);
  return Number(text);
}

/** @returns what is wrong, a line each; empty: nothing */
export function lintMetrics(text: string): string[] {
  return parseMetrics(text).flatMap((family) => [
    ...lintNames(family),
    ...lintSamples(family),
    ...(family.type === "histogram" ? lintHistogram(family) : []),
  ]);
}

function lintNames({ name, help, type, samples }: Family): string[] {
  const words = name.split("_");
  const wrong: [boolean, string][] = [
    [help === null || help.trim() === "", "has no HELP"],
    [type === null || !TYPES.includes(type), "has no TYPE"],
    [name.includes(":"), "has a colon, which is for recording rules"],
    [/[A-Z]/.test(name), "is not in snake_case"],
    [type === "counter" && !name.endsWith("_total"), "is a counter and does not end in _total"],
    [type !== "counter" && name.endsWith("_total"), "ends in _total and is no counter"],
    [/_(bucket|sum|count)$/.test(name), "ends as only a part of a histogram may"],
    [words.some((word) => TYPES.includes(word)), "names its type"],
    [words.some((word) => ABBREVIATIONS.has(word)), "abbreviates a unit"],
  ];
  const units = words.flatMap((word) => (UNITS[word] ? [`${word} should be ${UNITS[word]}`] : []));
  const labels = new Set(samples.flatMap((sample) => [...sample.labels.keys()]));
  const badLabels = [...labels].filter(
    (label) =>
      !LABEL_NAME.test(label) ||
      (label === "le" && type !== "histogram") ||
      (label === "quantile" && type !== "summary"),
  );
  return [
    ...wrong.flatMap(([isWrong, what]) => (isWrong ? [`${name} ${what}`] : [])),
    ...units.map((unit) => `${name}: ${unit}`),
    ...badLabels.map((label) => `${name} may not have the label ${label}`),
  ];
}

const keyOf = ({ name, labels }: Sample, without?: string) =>
  JSON.stringify([name, [...labels].filter(([label]) => label !== without).sort()]);

function lintSamples({ name, type, samples }: Family): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const sample of samples) {
    const key = keyOf(sample);
    if (seen.has(key)) problems.push(`${key} stands twice`);
    seen.add(key);
    const isCounted = type === "counter" || type === "histogram";
    if (isCounted && !(sample.value >= 0 && Number.isFinite(sample.value))) {
      problems.push(`${key} is ${sample.value}`);
    }
    if (type !== "histogram" && type !== "summary" && sample.name !== name)
      problems.push(`${key} is not of ${name}`);
  }
  return problems;
}

/** Each set of labels: buckets ascending and cumulative, the last +Inf and equal to the count, and a sum. */
function lintHistogram({ name, samples }: Family): string[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = keyOf({ ...sample, name }, "le");
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups].flatMap(([key, group]) => {
    const part = (suffix: string) => group.filter((sample) => sample.name === `${name}_${suffix}`);
    const buckets = part("bucket");
    const bounds = buckets.map(({ labels }) => numberOf(labels.get("le") ?? "", key));
    const counts = buckets.map(({ value }) => value);
    const wrong: [boolean, string][] = [
      [!eachFollows(bounds, (before, after) => before < after), "the bounds do not ascend"],
      [!eachFollows(counts, (before, after) => before <= after), "the buckets are not cumulative"],
      [bounds.at(-1) !== Number.POSITIVE_INFINITY, "there is no bucket +Inf"],
      [part("sum").length !== 1, "there is no sum"],
      [
        part("count").length !== 1 || part("count")[0]?.value !== counts.at(-1),
        "the count is not that of +Inf",
      ],
    ];
    return wrong.flatMap(([isWrong, what]) => (isWrong ? [`${key}: ${what}`] : []));
  });
}

function eachFollows(
  numbers: readonly number[],
  isRight: (before: number, after: number) => boolean,
): boolean {
  return numbers.slice(1).every((after, at) => isRight(numbers[at] ?? Number.NaN, after));
}
