"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useTransition } from "react";
import { classNames } from "../ui/class-names";
import { controlLook } from "../ui/field";

const AFTER_TYPING_MS = 250;

/** Searches while typing. The words live in the address; without scripts it is a form that does the same. */
export function LessonSearch({ q }: { q: string }) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(text: string) {
    clearTimeout(timer.current);
    const query = text.trim() === "" ? "" : `?${new URLSearchParams({ q: text.trim() })}`;
    startTransition(() => router.replace(`${path}${query}`, { scroll: false }));
  }

  function searchSoon(text: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(text), AFTER_TYPING_MS);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    search(String(new FormData(event.currentTarget).get("q")));
  }

  return (
    <search>
      <form action={path} onSubmit={submit} aria-busy={isPending} className="relative w-72 max-md:w-full">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted"
        />
        <input
          type="search"
          name="q"
          aria-label="Search lessons by title"
          placeholder="Search by title"
          defaultValue={q}
          autoComplete="off"
          onChange={(event) => searchSoon(event.target.value)}
          className={classNames(controlLook, "h-8 pl-8")}
        />
      </form>
    </search>
  );
}
