"use client";

/**
 * The keys that work on every page, and what they open. The palette and the sheet are loaded when they are first wanted.
 */
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { pagesOf } from "../shell/nav-items";
import { usePerson } from "../shell/person-context";
import { type Command, readKey } from "./read-key";
import { isDialogOpen, mayPress } from "./single-keys";

const loadPalette = () => import("../palette/palette").then((module) => module.Palette);
const Palette = dynamic(loadPalette, { ssr: false });
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet), {
  ssr: false,
});

type Openable = "palette" | "sheet";

const KeyboardContext = createContext<{ open: (what: Openable) => void }>({ open: () => {} });

export function useKeyboard() {
  return useContext(KeyboardContext);
}

/** @returns false when the page has no search */
function focusSearch(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>("main input[type=search]");
  const shown = [...fields].find((field) => field.checkVisibility());
  shown?.focus();
  shown?.select();
  return shown !== undefined;
}

export function Keyboard({ children }: { children: ReactNode }) {
  const router = useRouter();
  const person = usePerson();
  const [opened, setOpened] = useState<Openable | null>(null);
  // Once here they stay: a dialog that is closed gives the focus back, one that is taken out of the page does not.
  const [wanted, setWanted] = useState<readonly Openable[]>([]);
  const open = useCallback((what: Openable) => {
    setOpened(what);
    setWanted((before) => (before.includes(what) ? before : [...before, what]));
  }, []);
  const context = useMemo(() => ({ open }), [open]);

  useEffect(() => {
    let goSinceMs: number | null = null;

    function run(command: Command): boolean {
      switch (command.kind) {
        case "palette":
          if (isDialogOpen()) setOpened(null);
          else open("palette");
          return true;
        case "sheet":
          open("sheet");
          return true;
        case "search":
          if (!focusSearch()) open("palette");
          return true;
        case "go": {
          const page = pagesOf(person).find(({ key }) => key === command.key);
          if (page) router.push(page.href);
          return page !== undefined;
        }
        default:
          return command satisfies never;
      }
    }

    function listen(event: KeyboardEvent) {
      // On the way to Ctrl-K: who types at once must find the field.
      if (event.key === "Control" || event.key === "Meta") void loadPalette();
      const read = readKey(
        {
          key: event.key,
          isWithCommand: (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey,
          mayBeSingle: mayPress(event),
          atMs: performance.now(),
        },
        goSinceMs,
      );
      goSinceMs = read.goSinceMs;
      if (read.command === null || !run(read.command)) return;
      event.preventDefault();
      // The `j` of `g j` means nothing to a list as well.
      event.stopImmediatePropagation();
    }

    // Before everybody else's keys.
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, [router, person, open]);

  // The palette closes after the sheet that it led to has opened.
  const close = (what: Openable) => setOpened((now) => (now === what ? null : now));
  return (
    <KeyboardContext value={context}>
      {children}
      {wanted.includes("palette") && (
        <Palette isOpen={opened === "palette"} onClose={() => close("palette")} />
      )}
      {wanted.includes("sheet") && (
        <ShortcutSheet isOpen={opened === "sheet"} onClose={() => close("sheet")} />
      )}
    </KeyboardContext>
  );
}
