/** What /metrics answers, as Prometheus gets it; and that the dashboard and the alerts of docs/operations ask for what is there. */
import { randomUUID } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { dispatch } from "@/app/api/_dispatch";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { registerWorker, reportAlive } from "@/lib/jobs/workers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, processFacts } from "@/lib/testing/factories";
import { type Family, lintMetrics, parseMetrics } from "@/lib/testing/lint-metrics";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });

const get = (address: string, token = TOKEN) =>
  dispatch(new Request(`http://localhost${address}`, { headers: { Authorization: `Bearer ${token}` } }));

async function scrape(): Promise<Family[]> {
  const text = await (await get("/metrics")).text();
  expect(lintMetrics(text)).toEqual([]);
  return parseMetrics(text);
}

/** Every name that a query may use: those of histograms have parts. */
const seriesNames = (families: readonly Family[]) =>
  new Set(
    families.flatMap(({ name, type }) =>
      type === "histogram" ? ["_bucket", "_sum", "_count"].map((part) => name + part) : [name],
    ),
  );

test("the answer is Prometheus' text format, without a fault that promtool would name", async () => {
  await givenJob();
  const answer = await get("/metrics");
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const families = parseMetrics(await answer.text());
  expect(families.every(({ help, type }) => help && type)).toBe(true);
  const names = new Set(families.map(({ name }) => name));
  for (const name of ["process_resident_memory_bytes", "nodejs_gc_duration_seconds", "presentation_jobs"]) {
    expect(names).toContain(name);
  }
  await scrape();
});

test("a second scrape tells what changed, and nothing twice", async () => {
  const pending = (families: readonly Family[]) =>
    families
      .filter(({ name }) => name === "presentation_jobs")
      .flatMap(({ samples }) => samples)
      .filter(({ labels }) => labels.get("status") === "pending")
      .map(({ value }) => value);
  expect(pending(await scrape())).toEqual([0]);
  await givenJob();
  expect(pending(await scrape())).toEqual([1]);
});

test("requests are counted by the path that was declared, not the one that came", async () => {
  const { job_id } = await givenJob();
  const route = "/api/presentations/jobs/{job_id}";
  const countOf = (families: readonly Family[], name: string, status?: string) =>
    families
      .flatMap(({ samples }) => samples)
      .filter(({ name: of, labels }) => of === name && labels.get("route") === route)
      .filter(({ labels }) => labels.get("method") === "GET" && labels.get("status") === status)
      .reduce((sum, { value }) => sum + value, 0);
  const before = await scrape();
  expect((await get(`/api/presentations/jobs/${job_id}`)).status).toBe(200);
  expect((await get(`/api/presentations/jobs/${randomUUID()}`)).status).toBe(404);
  const hostile = await get("/api/presentations/jobs/%22%0A");
  const after = await scrape();
  const grown = (name: string, status?: string) =>
    countOf(after, name, status) - countOf(before, name, status);
  expect(grown("presentation_jobs_http_requests_total", "200")).toBe(1);
  expect(grown("presentation_jobs_http_requests_total", "404")).toBe(1);
  expect(grown("presentation_jobs_http_requests_total", String(hostile.status))).toBe(1);
  expect(grown("presentation_jobs_http_request_duration_seconds_count")).toBe(3);
  const labels = after.flatMap(({ samples }) => samples.flatMap((sample) => [...sample.labels.values()]));
  expect(labels.filter((value) => value.includes(job_id) || value.includes('"'))).toEqual([]);
});

test("whoever shows no good token learns nothing", async () => {
  const answer = await get("/metrics", "wrong-token-000000000");
  expect(answer.status).toBe(401);
  expect(await answer.text()).not.toContain("presentation_jobs");
});

describe("in docs/operations", () => {
  const read = (name: string) =>
    readFile(path.join(import.meta.dirname, "../../docs/operations", name), "utf8");
  let families: Family[];
  beforeAll(async () => {
    // As a start makes it.
    await mkdir(config().dataDir, { recursive: true });
    const worker = { id: randomUUID(), host: "here", pid: 1, version: "1", slots: 3 };
    await registerWorker(db(), worker);
    await reportAlive(db(), worker, { ...processFacts, runningJobs: 2 });
    families = await scrape();
  });

  /** Names of series in PromQL: words before a label list, a range, or an end, that are none of its own words. */
  function namesIn(query: string): string[] {
    const bare = query.replace(/"[^"]*"/g, '""').replace(/\b(by|without) \([^)]*\)/g, "");
    return bare.match(/\b(presentation_jobs|process|nodejs)\w*/g) ?? [];
  }

  test("the dashboard asks for series that are there, with labels that they have", async () => {
    const dashboard = JSON.parse(await read("grafana-dashboard.json"));
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(42);
    expect(dashboard.templating.list[0]).toMatchObject({ type: "datasource", query: "prometheus" });
    type Panel = {
      id: number;
      type: string;
      gridPos: Record<"x" | "y" | "w" | "h", number>;
      targets?: Target[];
    };
    type Target = { expr: string; datasource: { uid: string } };
    const panels: Panel[] = dashboard.panels;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
    const targets = panels.flatMap((panel) => panel.targets ?? []);
    expect(targets.length).toBeGreaterThan(30);
    expect(targets.every(({ datasource }) => /^\$\{datasource\}$/.test(datasource.uid))).toBe(true);
    expectKnown(targets.map(({ expr }) => expr));
  });

  test("the alerts ask for series that are there, and say what to do", async () => {
    type Rule = {
      alert: string;
      expr: string;
      labels: object;
      annotations: { summary: string; description: string };
    };
    const { groups } = load(await read("prometheus-alerts.yml")) as { groups: { rules: Rule[] }[] };
    const rules = groups.flatMap(({ rules: all }) => all);
    expect(rules.length).toBeGreaterThan(10);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(labels).toMatchObject({ severity: expect.stringMatching(/^(warning|critical)$/) });
      expect(annotations.summary && annotations.description).toBeTruthy();
    }
    expectKnown(rules.map(({ expr }) => expr));
    // What the product's own rules watch, and what nobody would see without a look at the log.
    const about = (metric: RegExp) => rules.filter(({ expr }) => metric.test(expr));
    expect(
      about(/ended_total\{status="completed"\}\[15m\].* == 0\s+and .*oldest_pending_seconds/),
    ).toHaveLength(1);
    expect(about(/backup_last_success_timestamp_seconds/)).toHaveLength(1);
  });

  test("the page names every metric of ours, and no other", async () => {
    const page = await read("metrics.md");
    const told = new Set(page.match(/`presentation_jobs\w*/g)?.map((name) => name.slice(1)));
    const ours = families.map(({ name }) => name).filter((name) => name.startsWith("presentation_jobs"));
    expect([...told].sort()).toEqual(ours.sort());
  });

  function expectKnown(queries: readonly string[]): void {
    const known = seriesNames(families);
    const labels = new Set(
      families.flatMap(({ samples }) => samples.flatMap((sample) => [...sample.labels.keys()])),
    );
    for (const query of queries) {
      const names = namesIn(query);
      expect(names.length, query).toBeGreaterThan(0);
      for (const name of names) expect(known, query).toContain(name);
      // `job` and `instance` are Prometheus' own.
      for (const [, label] of query.matchAll(/[{,] ?(\w+)=~?"/g)) {
        expect([...labels, "job", "instance"], query).toContain(label);
      }
      expect(balanceOf(query), query).toBe(0);
    }
  }

  const balanceOf = (query: string) =>
    [...query].reduce((open, char) => open + (char === "(" ? 1 : char === ")" ? -1 : 0), 0);
});
