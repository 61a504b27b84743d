"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useRef, useTransition } from "react";
import { classNames } from "./class-names";
import { controlLook } from "./field";

const AFTER_TYPING_MS = 250;

type SearchFieldProps = {
  /** What is searched for now. */
  q: string;
  /** Of the page that shows what is found under `?q=`. */
  path: string;
  /** The other parameters of the address, which stay. */
  kept?: Readonly<Record<string, string>>;
  label: string;
  placeholder: string;
  /** What is looked through, shown while somebody types. */
  hint?: string;
  className?: string;
};

/** Searches while typing. The words live in the address; without scripts it is a form that does the same. */
export function SearchField({ q, path, kept = {}, label, placeholder, hint, className }: SearchFieldProps) {
  const router = useRouter();
  const hintId = useId();
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const input = useRef<HTMLInputElement>(null);
  const shown = useRef(q);
  useEffect(() => {
    // Whoever types is ahead of the address until the search that follows has arrived.
    if (shown.current === q || isPending || timer.current !== undefined) return;
    shown.current = q;
    // A link or a step back has changed the search. The spaces around the words are no part of it.
    if (input.current && input.current.value.trim() !== q) input.current.value = q;
  }, [q, isPending]);

  function search(text: string) {
    clearTimeout(timer.current);
    timer.current = undefined;
    const words = text.trim();
    const query = new URLSearchParams({ ...(words !== "" && { q: words }), ...kept }).toString();
    startTransition(() => router.replace(query === "" ? path : `${path}?${query}`, { scroll: false }));
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
    <search className={className}>
      <form action={path} onSubmit={submit} aria-busy={isPending} className="group relative">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted"
        />
        <input
          ref={input}
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
          aria-describedby={hint ? hintId : undefined}
          onChange={(event) => searchSoon(event.target.value)}
          className={classNames(controlLook, "h-8 pl-8")}
        />
        {hint && (
          <p
            id={hintId}
            className="pointer-events-none invisible absolute inset-x-0 top-full z-10 mt-1 rounded-md border bg-raised px-3 py-2 text-muted text-sm shadow-raised group-focus-within:visible"
          >
            {hint}
          </p>
        )}
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}
