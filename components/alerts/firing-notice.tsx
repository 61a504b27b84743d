"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Notice } from "../ui/notice";
import { FiringLine } from "./firing-line";
import { alertsQuery, firingIn } from "./queries";

/** What fires, on a page that has no verdict. Nothing while nothing does. */
export function FiringNotice() {
  const t = useTranslations("alerts.firing");
  const { data: firing = [] } = useQuery({ ...alertsQuery(), select: firingIn });
  if (firing.length === 0) return null;
  return (
    <Notice look="warning" title={t("title")}>
      <ul className="grid gap-1">
        {firing.map((rule) => (
          <FiringLine key={rule.kind} rule={rule} />
        ))}
      </ul>
    </Notice>
  );
}
