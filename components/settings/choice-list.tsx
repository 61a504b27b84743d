"use client";

import type { ReactNode } from "react";

export type Choice<T extends string> = { value: T; label: string; hint?: string | undefined; lang?: string };

type ChoiceListProps<T extends string> = {
  legend: string;
  name: string;
  choices: readonly Choice<T>[];
  /** Undefined: not known yet. */
  chosen: T | undefined;
  onChoose: (value: T) => void;
  children?: ReactNode;
};

/** One of a few, all in view; a choice holds at once. */
export function ChoiceList<T extends string>({
  legend,
  name,
  choices,
  chosen,
  onChoose,
  children,
}: ChoiceListProps<T>) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ value, label, hint, lang }) => (
        <label
          key={value}
          className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border px-3 py-2.5 transition-colors hover:bg-hover has-checked:border-accent-ink has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={chosen === value}
            onChange={() => onChoose(value)}
            className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
          />
          <span>
            <span lang={lang} className="block font-medium">
              {label}
            </span>
            {hint && <span className="block text-muted text-sm">{hint}</span>}
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
