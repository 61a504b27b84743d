"use client";

import { ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { Skeleton } from "../ui/skeleton";
import { type JobAddress, jobsHref } from "./job-filters";
import { useHold } from "./list-holds";

/** With the schemas that read what is typed: loaded when somebody opens it, in a place of its size. */
const FilterForm = dynamic(() => import("./filter-form").then((module) => module.FilterForm), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

/** Opens the form with everything that the list can be narrowed by. */
export function FilterMenu({ address }: { address: JobAddress }) {
  const t = useTranslations("jobs.filter");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  useHold(isOpen);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setOpen}
      label={t("label")}
      className="w-[34rem] p-4"
      trigger={
        <Button>
          <ListFilter aria-hidden />
          {t("label")}
        </Button>
      }
    >
      <FilterForm
        address={address}
        onApply={(changes) => {
          setOpen(false);
          router.push(jobsHref(address, changes));
        }}
      />
    </Popover>
  );
}
