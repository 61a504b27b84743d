"use client";

import { usePathname } from "next/navigation";
import { SearchField } from "../ui/search-field";

export function LessonSearch({ q }: { q: string }) {
  return (
    <SearchField
      q={q}
      path={usePathname()}
      label="Search lessons by title"
      placeholder="Search by title"
      className="w-72 max-md:w-full"
    />
  );
}
