"use client";

import { ListFilter } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { FilterForm } from "./filter-form";
import { type JobAddress, jobsHref } from "./job-filters";
import { useHold } from "./list-holds";

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
