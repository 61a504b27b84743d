import { Histogram, type Registry } from "prom-client";

type Given = {
  name: string;
  help: string;
  register: Registry;
  /** Upper bounds in seconds, ascending; +Inf comes by itself. */
  bounds: readonly number[];
  /** How many are not above a bound. */
  countUpTo: (bound: number) => number;
  count: number;
  sum: number;
};

/** A histogram that was counted elsewhere: prom-client's own takes only one observation after the other. */
export class GivenHistogram extends Histogram {
  readonly #given: Given;

  constructor(given: Given) {
    const { name, help, register, bounds } = given;
    super({ name, help, buckets: [...bounds], registers: [register] });
    this.#given = given;
  }

  /** What a registry asks a histogram for when it writes it; prom-client's types do not tell of it. */
  getForPromString() {
    const { name, help, bounds, countUpTo, count, sum } = this.#given;
    const sample = (part: string, labels: { le?: number | string }, value: number) => ({
      metricName: `${name}_${part}`,
      labels,
      sharedLabels: {},
      value,
    });
    const values = [
      ...bounds.map((bound) => sample("bucket", { le: bound }, countUpTo(bound))),
      sample("bucket", { le: "+Inf" }, count),
      sample("sum", {}, sum),
      sample("count", {}, count),
    ];
    return { name, help, type: "histogram", values };
  }
}
