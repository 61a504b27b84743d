"use client";

import { Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useState, useTransition } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Popover } from "../ui/popover";
import { columnsInAddress, type JobColumn, jobColumns, usualColumns } from "./job-columns";
import { type JobAddress, jobsHref } from "./job-filters";
import { useHold } from "./list-holds";

/** Which columns the table has. The choice stands in the address, so views keep it and links carry it. */
export function ColumnsMenu({ address }: { address: JobAddress }) {
  const t = useTranslations("jobs");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  useHold(isOpen);
  const [, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic<readonly JobColumn[]>(address.columns ?? usualColumns);

  function show(columns: readonly JobColumn[]) {
    startTransition(() => {
      setShown(columns);
      // The same page of the list, only shown differently.
      const href = jobsHref(address, { columns: columnsInAddress(columns), cursor: address.cursor });
      router.replace(href, { scroll: false });
    });
  }

  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setOpen}
      label={t("columns.label")}
      align="end"
      className="w-56 p-2"
      trigger={
        <Button look="quiet">
          <Columns3 aria-hidden />
          {t("columns.label")}
        </Button>
      }
    >
      <ul aria-label={t("columns.label")}>
        {jobColumns.map((column) => (
          <li key={column}>
            <Checkbox
              checked={shown.includes(column)}
              onChange={({ target }) =>
                show(target.checked ? [...shown, column] : shown.filter((one) => one !== column))
              }
              className="h-8 gap-3 rounded-md px-2 hover:bg-hover"
            >
              {t(`columns.${column}`)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <div className="mt-1 border-t pt-2">
        <Button
          look="quiet"
          size="small"
          disabledReason={columnsInAddress(shown) === undefined ? t("columns.areUsual") : undefined}
          onClick={() => show(usualColumns)}
        >
          {t("columns.usual")}
        </Button>
      </div>
    </Popover>
  );
}
