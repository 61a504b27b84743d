"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { useNow } from "../../time/clock";
import { Button } from "../../ui/button";
import { PageHeader } from "../../ui/page-header";
import { attemptsQuery } from "../queries";
import { useLiveJob } from "../use-live-job";
import { compareHref } from "./compare-href";
import { CompareTable } from "./compare-table";
import { comparedFields } from "./compared-fields";

type CompareViewProps = { initialA: Job; initialB: Job; isOnlyDifferences: boolean };

/** Two jobs side by side, both live. */
export function CompareView({ initialA, initialB, isOnlyDifferences }: CompareViewProps) {
  const t = useTranslations("job.compare");
  const { job: a } = useLiveJob(initialA);
  const { job: b } = useLiveJob(initialB);
  const { data: attemptsOfA = [] } = useQuery(attemptsQuery(a.job_id));
  const { data: attemptsOfB = [] } = useQuery(attemptsQuery(b.job_id));
  const fields = comparedFields(
    { job: a, attempts: attemptsOfA },
    { job: b, attempts: attemptsOfB },
    useNow(),
  );
  const differing = fields.filter((field) => field.differs);
  const shown = isOnlyDifferences ? differing : fields;
  const here = { a: a.job_id, b: b.job_id };
  return (
    <>
      <PageHeader
        back={{ href: `/jobs/${encodeURIComponent(a.job_id)}`, label: t("fields.job") }}
        title={t("title")}
        facts={<span role="status">{t("differences", { count: differing.length })}</span>}
        actions={
          <>
            <Button asChild>
              <Link
                href={compareHref({ ...here, only: isOnlyDifferences ? undefined : "differences" })}
                scroll={false}
                replace
              >
                {isOnlyDifferences ? t("everything") : t("onlyDifferences")}
              </Link>
            </Button>
            <Button asChild>
              <Link
                href={compareHref({
                  a: here.b,
                  b: here.a,
                  only: isOnlyDifferences ? "differences" : undefined,
                })}
                replace
              >
                <ArrowLeftRight aria-hidden />
                {t("swap")}
              </Link>
            </Button>
          </>
        }
      />
      {shown.length === 0 ? (
        <p className="text-muted">{t("noneShown")}</p>
      ) : (
        <CompareTable a={a} b={b} fields={shown} />
      )}
    </>
  );
}
