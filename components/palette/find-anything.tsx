"use client";

import { BookOpen, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMessageOf } from "../http/use-message-of";
import { jobsHref } from "../jobs/job-filters";
import { jobStatusLooks } from "../jobs/job-status";
import { shortId, titleOf } from "../jobs/job-words";
import { lessonHref } from "../lessons/lesson-list";
import { RelativeTime } from "../time/relative-time";
import type { PaletteCommand, Step } from "./command";
import { Frame, Group, Item } from "./frame";
import { matching } from "./match";
import { useFound } from "./use-found";
import { useJobCommands } from "./use-job-commands";
import { useOwnCommands } from "./use-own-commands";
import { usePageCommands } from "./use-page-commands";
import { useQueueCommands } from "./use-queue-commands";

type FindAnythingProps = { onStep: (step: Step) => void; onClose: () => void };

export function FindAnything({ onStep, onClose }: FindAnythingProps) {
  const t = useTranslations("palette");
  const states = useTranslations("common.status");
  const router = useRouter();
  const messageOf = useMessageOf();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const { jobs, lessons, isSearching, error } = useFound(typed);
  const thisJob = matching(useJobCommands(), typed);
  const pages = matching(usePageCommands(), typed);
  const actions = matching([...useQueueCommands(), ...useOwnCommands()], typed);
  const count = [thisJob, pages, actions, jobs, lessons].reduce((sum, { length }) => sum + length, 0);

  function go(href: string) {
    onClose();
    router.push(href);
  }

  function choose(command: PaletteCommand) {
    if ("step" in command) return onStep(command.step);
    onClose();
    command.run();
  }

  const groupOf = (title: string, commands: readonly PaletteCommand[]) =>
    commands.length > 0 && (
      <Group title={title}>
        {commands.map((command) => (
          <Item
            key={command.id}
            id={command.id}
            icon={<command.icon aria-hidden />}
            keys={command.keys}
            whyNot={command.whyNot}
            leadsOn={"step" in command}
            onChoose={() => choose(command)}
          >
            <span className="truncate">{command.name}</span>
          </Item>
        ))}
      </Group>
    );

  return (
    <Frame
      label={t("title")}
      placeholder={t("placeholder")}
      typed={typed}
      onType={setTyped}
      status={text === "" ? "" : isSearching ? t("searching") : t("found", { count })}
      nothing={isSearching ? t("searching") : error ? messageOf(error) : t("nothing")}
    >
      {groupOf(t("groups.thisJob"), thisJob)}
      {groupOf(t("groups.pages"), pages)}
      {groupOf(t("groups.actions"), actions)}
      {jobs.length > 0 && (
        <Group title={t("groups.jobs")}>
          {jobs.map((job) => {
            const { icon: Icon, text: color } = jobStatusLooks[job.status];
            return (
              <Item
                key={job.job_id}
                id={`job ${job.job_id}`}
                icon={
                  <span className={`shrink-0 ${color}`}>
                    <Icon aria-hidden className="size-4" />
                  </span>
                }
                onChoose={() => go(`/jobs/${job.job_id}`)}
              >
                <span className="truncate">{titleOf(job)}</span>
                <span className="shrink-0 font-mono text-muted text-xs">{shortId(job.job_id)}</span>
                <span className="ml-auto shrink-0 text-muted text-sm">
                  {states(job.status)} · <RelativeTime at={job.created_at} />
                </span>
              </Item>
            );
          })}
        </Group>
      )}
      {lessons.length > 0 && (
        <Group title={t("groups.lessons")}>
          {lessons.map(({ lesson_id, title }) => (
            <Item
              key={lesson_id}
              id={`lesson ${lesson_id}`}
              icon={<BookOpen aria-hidden />}
              onChoose={() => go(lessonHref(lesson_id))}
            >
              <span className="truncate">{title}</span>
            </Item>
          ))}
        </Group>
      )}
      {text !== "" && !isSearching && (
        <Item id="search-jobs" icon={<Search aria-hidden />} onChoose={() => go(jobsHref({ q: text }))}>
          <span className="truncate">{t("searchJobs", { text })}</span>
        </Item>
      )}
    </Frame>
  );
}
