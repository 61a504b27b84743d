"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Messages } from "../i18n/messages";
import { pagesOf } from "../shell/nav-items";
import { usePerson } from "../shell/person-context";
import { CheckboxField } from "../ui/checkbox-field";
import { Dialog } from "../ui/dialog";
import { Keys } from "../ui/keys";
import { useCommandKey } from "./command-key";
import { turnSingleKeys, useSingleKeys } from "./single-keys";

type Line = { keys: readonly string[]; words: keyof Messages["palette"]["shortcuts"]["lines"] };

/** What the lists of jobs listen to: components/jobs/job-keys.ts. */
const listLines: readonly Line[] = [
  { keys: ["j"], words: "next" },
  { keys: ["k"], words: "previous" },
  { keys: ["x"], words: "select" },
  { keys: ["⇧", "x"], words: "selectRange" },
  { keys: ["Esc"], words: "clear" },
  { keys: ["Enter"], words: "open" },
  { keys: ["r"], words: "retry" },
  { keys: ["c"], words: "cancel" },
];
const deckLines: readonly Line[] = [
  { keys: ["←"], words: "previousSlide" },
  { keys: ["→"], words: "nextSlide" },
  { keys: ["Home"], words: "firstSlide" },
  { keys: ["End"], words: "lastSlide" },
];

/** All keys on one sheet, and the switch for those of a single character. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations("palette.shortcuts");
  const nav = useTranslations("shell.nav");
  const person = usePerson();
  const command = useCommandKey();
  const isOn = useSingleKeys();
  const switchId = useId();
  const everywhere: readonly Line[] = [
    { keys: [command, "K"], words: "palette" },
    { keys: ["/"], words: "search" },
    { keys: ["?"], words: "sheet" },
  ];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("title")}>
      <div className="grid gap-5">
        <CheckboxField
          id={switchId}
          label={t("single")}
          hint={t("singleHint")}
          checked={isOn}
          onChange={(event) => turnSingleKeys(event.target.checked)}
        />
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          <div className="grid content-start gap-5">
            <Lines
              title={t("everywhere")}
              lines={everywhere.map(({ keys, words }) => [keys, t(`lines.${words}`)])}
            />
            <Lines
              title={t("lists")}
              lines={listLines.map(({ keys, words }) => [keys, t(`lines.${words}`)])}
            />
          </div>
          <div className="grid content-start gap-5">
            <Lines title={t("go")} lines={pagesOf(person).map(({ key, name }) => [["g", key], nav(name)])} />
            <Lines
              title={t("decks")}
              lines={deckLines.map(({ keys, words }) => [keys, t(`lines.${words}`)])}
            />
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly [readonly string[], string][] }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-1 border-b pb-1 font-medium text-sm">
        {title}
      </h3>
      <dl className="grid gap-1">
        {lines.map(([keys, words]) => (
          <div key={words} className="flex items-center justify-between gap-4">
            <dt className="text-muted">{words}</dt>
            <dd>
              <Keys keys={keys} className="text-muted" />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
