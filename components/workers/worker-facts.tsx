"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { workersQuery } from "./queries";

/** How many live, and how busy they are, below the page's title. */
export function WorkerFacts() {
  const t = useTranslations("workers");
  const { data: workers = [] } = useQuery(workersQuery());
  const alive = workers.filter(({ state }) => state !== "dead");
  const dead = workers.length - alive.length;
  const busy = alive.reduce((sum, { jobs }) => sum + jobs.length, 0);
  const total = alive.reduce((sum, { slots }) => sum + slots, 0);
  return (
    <>
      <span>{t("facts.alive", { count: alive.length })}</span>
      {total > 0 && <span>{t("facts.slots", { busy, total })}</span>}
      {dead > 0 && <span className="text-failed">{t("facts.dead", { count: dead })}</span>}
    </>
  );
}
