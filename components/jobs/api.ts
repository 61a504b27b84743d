/** Calls about jobs. */
import { z } from "zod";
import {
  type Attempt,
  attempt,
  type GenerateAccepted,
  type GenerateInput,
  generateAccepted,
  type Job,
  type JobCounts,
  job,
  jobCancelled,
  jobCounts,
  jobRetried,
} from "@/lib/contract/jobs";
import { fetchJson, nextCursorOf } from "../http/fetch-json";
import { type JobFilters, toQuery } from "./job-filters";

const base = "/api/presentations";

export type JobPage = { jobs: Job[]; nextCursor: string | null; total: number };

export async function fetchJobs(filters: JobFilters, limit: number, signal?: AbortSignal): Promise<JobPage> {
  const query = [toQuery(filters), `limit=${limit}`].filter(Boolean).join("&");
  const { data, headers } = await fetchJson(z.array(job), `${base}/jobs?${query}`, signal ? { signal } : {});
  // "~1200" is an estimate: the number still tells the size.
  const total = Number(headers.get("x-total-count")?.replace("~", "") ?? data.length);
  return { jobs: data, nextCursor: nextCursorOf(headers), total };
}

export async function fetchJob(jobId: string): Promise<Job> {
  return (await fetchJson(job, `${base}/jobs/${encodeURIComponent(jobId)}`)).data;
}

export async function fetchAttempts(jobId: string): Promise<Attempt[]> {
  return (await fetchJson(z.array(attempt), `${base}/jobs/${encodeURIComponent(jobId)}/attempts`)).data;
}

export async function fetchCounts(): Promise<JobCounts> {
  return (await fetchJson(jobCounts, `${base}/jobs/counts`)).data;
}

export async function generateDeck(
  input: Partial<GenerateInput> & { lesson_id: string },
): Promise<GenerateAccepted> {
  return (await fetchJson(generateAccepted, `${base}/generate`, { method: "POST", body: input })).data;
}

export async function cancelJob(jobId: string): Promise<void> {
  await fetchJson(jobCancelled, `${base}/jobs/${encodeURIComponent(jobId)}`, { method: "DELETE" });
}

/** @param force one more retry than the job was given */
export async function retryJob(jobId: string, force: boolean): Promise<void> {
  await fetchJson(jobRetried, `${base}/jobs/${encodeURIComponent(jobId)}/retry`, {
    method: "POST",
    body: { force_retry: force },
  });
}
