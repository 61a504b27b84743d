"use client";

import { useRouter } from "next/navigation";
import { useId, useTransition } from "react";
import { Select } from "../ui/select";

type AddressSelectProps = {
  label: string;
  value: string;
  /** Each with the address that it leads to. */
  options: readonly { value: string; words: string; href: string }[];
};

/** A choice that lives in the address. */
export function AddressSelect({ label, value, options }: AddressSelectProps) {
  const router = useRouter();
  const id = useId();
  const [isPending, startTransition] = useTransition();
  return (
    <div aria-busy={isPending} className="flex items-center gap-2 max-md:w-full">
      <label htmlFor={id} className="shrink-0 text-muted text-sm">
        {label}
      </label>
      <Select
        id={id}
        value={value}
        onChange={({ target }) => {
          const href = options.find((option) => option.value === target.value)?.href;
          if (href) startTransition(() => router.push(href, { scroll: false }));
        }}
        className="h-8 text-sm max-md:w-full"
        frameClassName="min-w-36 max-md:flex-1"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </Select>
    </div>
  );
}
