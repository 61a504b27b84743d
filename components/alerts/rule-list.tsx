"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { alertKinds } from "@/lib/contract/alert-rules";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { alertsQuery } from "./queries";
import { RuleCards } from "./rule-cards";
import { RuleTable } from "./rule-table";

/** All rules: a table where there is room, cards below. In an order of their own, so that none moves when it fires. */
export function RuleList() {
  const t = useTranslations("alerts.rules");
  const { data, error } = useQuery(alertsQuery());
  // What fires now says that it did not load, and tries again.
  if (!data && error) return null;
  const rules = data && alertKinds.flatMap((kind) => data.rules.filter((rule) => rule.kind === kind));
  return (
    <Section title={t("title")}>
      {rules === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <>
          <div className="max-xl:hidden">
            <RuleTable rules={rules} />
          </div>
          <div className="xl:hidden">
            <RuleCards rules={rules} />
          </div>
        </>
      )}
    </Section>
  );
}
