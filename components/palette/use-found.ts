"use client";

import { useQuery } from "@tanstack/react-query";
import type { Job } from "@/lib/contract/jobs";
import type { LessonSummary } from "@/lib/contract/lessons";
import { api, dataOf } from "../http/api";
import { useMay } from "../shell/person-context";
import { useSettled } from "./use-settled";

const JOBS = 6;
const LESSONS = 4;
/** One letter is in nearly everything. Chinese words are short. */
const worthSearching = (text: string) => text.length >= 2 || /\p{Script=Han}/u.test(text);
const wholeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A whole id is one read; anything else is a part of an id, a lesson's title, a user or an error. */
async function findJobs(text: string, signal: AbortSignal): Promise<Job[]> {
  if (wholeId.test(text)) {
    const found = await api.getJob({ job_id: text.toLowerCase(), signal });
    if (found.ok) return [found.data];
  }
  return dataOf(api.listJobs({ query: { q: text, limit: JOBS }, signal }));
}

const findLessons = (text: string, signal: AbortSignal): Promise<LessonSummary[]> =>
  dataOf(api.listLessons({ query: { q: text, limit: LESSONS }, signal }));

export type Found = { jobs: Job[]; lessons: LessonSummary[]; isSearching: boolean; error: Error | null };

/** The jobs and lessons that fit what was typed, a moment after the typing. */
export function useFound(typed: string): Found {
  const now = typed.trim();
  const text = useSettled(now);
  const isWorth = worthSearching(text);
  const mayRead = { jobs: useMay("job:read"), lessons: useMay("lesson:read") };
  const jobs = useQuery({
    queryKey: ["palette", "jobs", text],
    queryFn: ({ signal }) => findJobs(text, signal),
    enabled: isWorth && mayRead.jobs,
    staleTime: 5_000,
  });
  const lessons = useQuery({
    queryKey: ["palette", "lessons", text],
    queryFn: ({ signal }) => findLessons(text, signal),
    enabled: isWorth && mayRead.lessons,
    staleTime: 5_000,
  });
  const isShown = isWorth && worthSearching(now);
  return {
    jobs: (isShown && jobs.data) || [],
    lessons: (isShown && lessons.data) || [],
    isSearching: worthSearching(now) && (text !== now || jobs.isFetching || lessons.isFetching),
    error: isShown ? (jobs.error ?? lessons.error) : null,
  };
}
