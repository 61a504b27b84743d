"use client";

import { useTranslations } from "next-intl";
import type { Setting } from "@/lib/contract/settings";
import { RelativeTime } from "../time/relative-time";
import { classNames } from "../ui/class-names";
import { controlLook } from "../ui/field";

type SettingFieldProps = {
  setting: Setting;
  label: string;
  /** For who hears it without the words around it. */
  fullName: string;
  /** What is typed; null: back to the default; undefined: nothing yet. */
  draft: string | null | undefined;
  error: string | undefined;
  onDraft: (draft: string | null) => void;
};

/** One number with its unit, its default and where both come from. */
export function SettingField({ setting, label, fullName, draft, error, onDraft }: SettingFieldProps) {
  const t = useTranslations("settings.queue");
  const { name, unit, value, source, variable } = setting;
  const id = `setting-${name}`;
  const withUnit = `${setting.default} ${t(`units.${unit}`)}`;
  const fallback =
    setting.default_source === "environment" && variable !== null
      ? t("defaultEnvironment", { value: withUnit, variable })
      : t("defaultBuiltIn", { value: withUnit });
  const isHere = source === "here" && draft !== null;
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-muted text-sm">
        {label}
      </label>
      <div className="flex items-center gap-2">
        <input
          id={id}
          name={name}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          aria-label={`${fullName}, ${t(`units.${unit}`)}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : `${id}-source`}
          value={draft === undefined ? String(value) : (draft ?? String(setting.default))}
          onChange={(event) => onDraft(event.target.value)}
          className={classNames(controlLook, "w-24 text-right")}
        />
        <span aria-hidden className="text-muted">
          {t(`units.${unit}`)}
        </span>
      </div>
      {error && (
        <p id={`${id}-error`} className="text-failed text-sm">
          {error}
        </p>
      )}
      <div id={`${id}-source`} className="text-muted text-xs">
        <p>{fallback}</p>
        {isHere && (
          <p className="grid justify-items-start wrap-anywhere">
            <span>
              {t("setHere", { who: setting.changed_by ?? "" })}
              {setting.changed_at && (
                <>
                  , <RelativeTime at={setting.changed_at} />
                </>
              )}
            </span>
            <button
              type="button"
              aria-label={t("backOf", { name: fullName })}
              onClick={() => onDraft(null)}
              className="rounded-sm text-accent-ink underline decoration-1 underline-offset-2 hover:decoration-2 max-md:py-2"
            >
              {t("back")}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
