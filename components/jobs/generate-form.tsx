"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { StyleInfo } from "@/lib/contract/decks";
import type { GenerateInput } from "@/lib/contract/jobs";
import { deckStyles, entryOf } from "@/lib/contract/lists";
import { jobPriorities } from "@/lib/jobs/state";
import { Button } from "../ui/button";
import { CheckboxField } from "../ui/checkbox-field";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { wholeNumber } from "./whole-number";

/** Drawn when the form is open: pages that only offer it load no drawing. */
const StylePreview = dynamic(() => import("../decks/style-preview").then((module) => module.StylePreview), {
  ssr: false,
  // As high as the two pages will be.
  loading: () => <span aria-hidden className="block aspect-[8/9]" />,
});

export type GenerateChoices = Pick<
  GenerateInput,
  "style" | "priority" | "use_llm_polish" | "timeout_seconds" | "max_retries"
>;

type GenerateFormProps = {
  styles: readonly StyleInfo[];
  /** What is chosen to begin with. */
  initial: GenerateChoices;
  submitWords?: string;
  failure: string | null;
  isBusy: boolean;
  onSubmit: (choices: GenerateChoices) => void;
};

/** As the API fills in what is left out. */
export const plainChoices: GenerateChoices = {
  style: "default",
  priority: "normal",
  use_llm_polish: true,
  timeout_seconds: 30,
};

const MAX_TIMEOUT_SECONDS = 300;
const MAX_RETRIES = 10;

type Errors = { timeout?: string; retries?: string };

export function GenerateForm({ styles, initial, submitWords, failure, isBusy, onSubmit }: GenerateFormProps) {
  const t = useTranslations("job.generate");
  const priorities = useTranslations("common.priority");
  const styleNames = useTranslations("common.style");
  const styleHints = useTranslations("job.generate.styleHints");
  const formId = useId();
  const [errors, setErrors] = useState<Errors>({});
  const [isAdvanced, setAdvanced] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const timeoutSeconds = wholeNumber(fields.get("timeout_seconds"), 1, MAX_TIMEOUT_SECONDS);
    const retries =
      fields.get("max_retries") === "" ? undefined : wholeNumber(fields.get("max_retries"), 0, MAX_RETRIES);
    if (timeoutSeconds === null || retries === null) {
      setErrors({
        ...(timeoutSeconds === null && { timeout: t("timeLimitError", { max: MAX_TIMEOUT_SECONDS }) }),
        ...(retries === null && { retries: t("retriesError", { max: MAX_RETRIES }) }),
      });
      setAdvanced(true);
      return;
    }
    setErrors({});
    onSubmit({
      style: entryOf(deckStyles, fields.get("style")),
      priority: entryOf(jobPriorities, fields.get("priority")),
      use_llm_polish: fields.get("use_llm_polish") === "on",
      timeout_seconds: timeoutSeconds,
      ...(retries !== undefined && { max_retries: retries }),
    });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">{t("style")}</legend>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {styles.map(({ id }) => (
            <label
              key={id}
              className="flex cursor-pointer flex-col gap-2 rounded-md border p-2 transition-colors hover:bg-hover has-checked:border-accent-ink has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
            >
              <StylePreview style={id} />
              <span className="flex gap-2">
                <input
                  type="radio"
                  name="style"
                  value={id}
                  defaultChecked={id === initial.style}
                  className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
                />
                <span className="font-medium">{styleNames(id)}</span>
              </span>
              <span className="text-muted text-sm max-sm:sr-only">{styleHints(id)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field id={`${formId}-priority`} label={t("priority")}>
        <Select id={`${formId}-priority`} name="priority" defaultValue={initial.priority}>
          {jobPriorities.map((priority) => (
            <option key={priority} value={priority}>
              {priorities(priority)}
            </option>
          ))}
        </Select>
      </Field>
      <CheckboxField
        id={`${formId}-polish`}
        name="use_llm_polish"
        label={t("polish")}
        hint={t("polishHint")}
        defaultChecked={initial.use_llm_polish}
      />
      <details open={isAdvanced} onToggle={(event) => setAdvanced(event.currentTarget.open)}>
        <summary className="w-fit rounded-sm text-muted hover:text-ink">{t("advanced")}</summary>
        <div className="mt-3 grid gap-5 sm:grid-cols-2">
          <InputField
            id={`${formId}-timeout`}
            name="timeout_seconds"
            label={t("timeLimit")}
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_TIMEOUT_SECONDS}
            defaultValue={initial.timeout_seconds}
            error={errors.timeout}
            hint={t("timeLimitHint")}
            className="w-32"
          />
          <InputField
            id={`${formId}-retries`}
            name="max_retries"
            label={t("retries")}
            type="number"
            inputMode="numeric"
            min={0}
            max={MAX_RETRIES}
            defaultValue={initial.max_retries}
            error={errors.retries}
            hint={t("retriesHint")}
            className="w-32"
          />
        </div>
      </details>
      <Button
        type="submit"
        look="primary"
        disabledReason={isBusy ? t("sending") : undefined}
        className="h-10 justify-self-end max-md:w-full"
      >
        {submitWords ?? t("submit")}
      </Button>
    </form>
  );
}
