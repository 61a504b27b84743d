"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { exportFormats } from "@/lib/contract/lists";
import { Button } from "../ui/button";
import { filtersOf, type JobAddress, toQuery } from "./job-filters";
import { useHold } from "./list-holds";

/** Downloads all jobs that match, not only the page in view. */
export function ExportMenu({ address }: { address: JobAddress }) {
  const t = useTranslations("jobs.export");
  const [isOpen, setOpen] = useState(false);
  useHold(isOpen);
  const query = toQuery({ ...filtersOf(address), cursor: undefined });
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>
        <Button>
          <Download aria-hidden />
          {t("label")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-30 w-64 rounded-lg border bg-raised p-1 shadow-raised"
        >
          <DropdownMenu.Label className="px-3 py-2 text-muted text-sm">{t("hint")}</DropdownMenu.Label>
          {exportFormats.map((format) => (
            <DropdownMenu.Item key={format} asChild>
              <a
                href={`/api/presentations/jobs/export?format=${format}${query && `&${query}`}`}
                download
                className="block rounded-md px-3 py-2 outline-none data-highlighted:bg-hover max-md:py-3"
              >
                <span className="block font-medium">{t(`${format}.name`)}</span>
                <span className="block text-muted text-sm">{t(`${format}.hint`)}</span>
              </a>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
