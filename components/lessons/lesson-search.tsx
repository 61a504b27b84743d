"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { SearchField } from "../ui/search-field";

export function LessonSearch({ q }: { q: string }) {
  const t = useTranslations("lessons");
  return (
    <SearchField
      q={q}
      path={usePathname()}
      label={t("search")}
      placeholder={t("searchPlaceholder")}
      className="w-72 max-md:w-full"
    />
  );
}
