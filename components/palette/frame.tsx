"use client";

import { Command } from "cmdk";
import { ChevronRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { classNames } from "../ui/class-names";
import { Keys } from "../ui/keys";

type FrameProps = {
  label: string;
  placeholder: string;
  typed: string;
  onType: (text: string) => void;
  /** To the step before: Backspace where nothing is typed. */
  onBack?: () => void;
  /** Told to screen readers. */
  status: string;
  /** Shown where nothing is found. */
  nothing: string;
  children: ReactNode;
};

/** The field has the focus: of a dialog that opens, and of one that goes a step on. */
function takeFocus(field: HTMLInputElement | null) {
  // React leaves the attribute out, and it is what an opening dialog looks for.
  field?.setAttribute("autofocus", "");
  field?.focus();
}

/** A field above a list of what was found. We search ourselves: half of it comes from the server. */
export function Frame({ label, placeholder, typed, onType, onBack, status, nothing, children }: FrameProps) {
  const t = useTranslations("palette");
  const [chosen, setChosen] = useState("");
  const list = useRef<HTMLDivElement>(null);

  // The list changes with each letter and each answer of the server: what was chosen may be gone, and Enter must mean something.
  useLayoutEffect(() => {
    const ids = [...(list.current?.querySelectorAll<HTMLElement>("[cmdk-item]") ?? [])].map(
      ({ dataset }) => dataset.value ?? "",
    );
    if (!ids.includes(chosen)) setChosen(ids[0] ?? "");
  });

  function goBack(event: KeyboardEvent) {
    if (event.key !== "Backspace" || typed !== "" || !onBack) return;
    event.preventDefault();
    onBack();
  }

  return (
    <Command
      label={label}
      value={chosen}
      onValueChange={setChosen}
      shouldFilter={false}
      vimBindings={false}
      loop
      className="grid"
    >
      <div className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        {/* The dialog shows where the focus is: the field is all there is in its first line. */}
        <Command.Input
          ref={takeFocus}
          value={typed}
          onValueChange={onType}
          onKeyDown={goBack}
          placeholder={placeholder}
          maxLength={200}
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-muted"
        />
      </div>
      <p role="status" className="sr-only">
        {status}
      </p>
      {/* Always as high, so that it does not jump while somebody types. */}
      <Command.List ref={list} label={label} className="h-[min(24rem,55dvh)] scroll-py-2 overflow-y-auto p-2">
        <Command.Empty className="p-6 text-center text-muted">{nothing}</Command.Empty>
        {children}
      </Command.List>
      <p aria-hidden className="flex gap-4 border-t px-4 py-2 text-muted text-xs max-md:hidden">
        <span className="flex items-center gap-1.5">
          <Keys keys={["↑", "↓"]} /> {t("hintChoose")}
        </span>
        <span className="flex items-center gap-1.5">
          <Keys keys={["Enter"]} /> {t("hintOpen")}
        </span>
        <span className="flex items-center gap-1.5">
          <Keys keys={["Esc"]} /> {t("hintClose")}
        </span>
      </p>
    </Command>
  );
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="mb-1 [&>[cmdk-group-heading]]:px-2 [&>[cmdk-group-heading]]:py-1 [&>[cmdk-group-heading]]:text-muted [&>[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = {
  id: string;
  icon: ReactNode;
  onChoose: () => void;
  keys?: readonly string[] | undefined;
  /** Why it cannot be chosen. It can be reached all the same, so that everybody can find out. */
  whyNot?: string | undefined;
  leadsOn?: boolean;
  children: ReactNode;
};

export function Item({ id, icon, onChoose, keys, whyNot, leadsOn = false, children }: ItemProps) {
  const isPossible = whyNot === undefined;
  return (
    <Command.Item
      value={id}
      onSelect={() => isPossible && onChoose()}
      className={classNames(
        "flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 py-1 aria-selected:bg-hover max-md:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0",
        isPossible ? "[&>svg]:text-muted" : "cursor-not-allowed text-muted",
      )}
    >
      {icon}
      <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
      {whyNot && <span className="truncate text-sm">{whyNot}</span>}
      {keys && <Keys keys={keys} className="text-muted max-md:hidden" />}
      {leadsOn && <ChevronRight aria-hidden />}
    </Command.Item>
  );
}
