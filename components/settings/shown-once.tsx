"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { CopyButton } from "../ui/copy-button";
import { controlLook, Field } from "../ui/field";

/** A secret that is shown this once: to be copied, or selected where there is no clipboard. */
export function ShownOnce({ label, text }: { label: string; text: string }) {
  const t = useTranslations("settings");
  const id = useId();
  return (
    <Field id={id} label={label} hint={t("onlyOnce")}>
      <div className="relative">
        <input
          id={id}
          readOnly
          value={text}
          aria-describedby={`${id}-hint`}
          onFocus={(event) => event.target.select()}
          className={`${controlLook} pr-11 font-mono text-xs!`}
        />
        <div className="absolute inset-y-0 right-1 flex items-center">
          <CopyButton text={text} label={t("copy")} />
        </div>
      </div>
    </Field>
  );
}
