import { useTranslations } from "next-intl";
import { Skeleton } from "../ui/skeleton";

/** A list of jobs that is not here yet, in the size of its rows. */
export function JobListSkeleton({ rows }: { rows: number }) {
  const t = useTranslations("jobs");
  return (
    <div role="progressbar" aria-label={t("loading")} className="divide-y md:pt-9">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key) => (
        <div key={key} className="flex h-11 items-center gap-6 px-2 max-md:h-36">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
