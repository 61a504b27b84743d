"use client";

import { type FormEvent, useId, useState } from "react";
import { type DeckStyle, deckStyle, type StyleInfo } from "@/lib/contract/decks";
import { type GenerateInput, jobPriority } from "@/lib/contract/jobs";
import { jobPriorities } from "@/lib/jobs/state";
import { Button } from "../ui/button";
import { CheckboxField } from "../ui/checkbox-field";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { priorityWords } from "./job-words";

export type GenerateChoices = Pick<
  GenerateInput,
  "style" | "priority" | "use_llm_polish" | "timeout_seconds"
>;

type GenerateFormProps = {
  styles: readonly StyleInfo[];
  initialStyle: DeckStyle;
  failure: string | null;
  isBusy: boolean;
  onSubmit: (choices: GenerateChoices) => void;
};

const DEFAULT_TIMEOUT_SECONDS = 30;
const MAX_TIMEOUT_SECONDS = 300;

export function GenerateForm({ styles, initialStyle, failure, isBusy, onSubmit }: GenerateFormProps) {
  const formId = useId();
  const [timeoutError, setTimeoutError] = useState<string>();
  const [isAdvanced, setAdvanced] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const timeoutSeconds = Number(fields.get("timeout_seconds"));
    if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      setTimeoutError(`Enter whole seconds from 1 to ${MAX_TIMEOUT_SECONDS}.`);
      setAdvanced(true);
      return;
    }
    setTimeoutError(undefined);
    onSubmit({
      style: deckStyle.parse(fields.get("style")),
      priority: jobPriority.parse(fields.get("priority")),
      use_llm_polish: fields.get("use_llm_polish") === "on",
      timeout_seconds: timeoutSeconds,
    });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {failure && <Notice look="error" role="alert" title={failure} />}
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">Style</legend>
        {styles.map((style) => (
          <label
            key={style.id}
            className="flex cursor-pointer gap-3 rounded-md border p-3 transition-colors hover:bg-hover has-checked:border-accent-ink has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name="style"
              value={style.id}
              defaultChecked={style.id === initialStyle}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="block font-medium">{style.name}</span>
              <span className="block text-muted text-sm">{style.description}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field id={`${formId}-priority`} label="Priority">
        <Select id={`${formId}-priority`} name="priority" defaultValue="normal">
          {jobPriorities.map((priority) => (
            <option key={priority} value={priority}>
              {priorityWords[priority]}
            </option>
          ))}
        </Select>
      </Field>
      <CheckboxField
        id={`${formId}-polish`}
        name="use_llm_polish"
        label="Polish with the language model"
        hint="Smoother wording. Without a configured model, or on any trouble, the deck is made from the outline."
        defaultChecked
      />
      <details open={isAdvanced} onToggle={(event) => setAdvanced(event.currentTarget.open)}>
        <summary className="w-fit rounded-sm text-muted hover:text-ink">Advanced</summary>
        <div className="mt-3">
          <InputField
            id={`${formId}-timeout`}
            name="timeout_seconds"
            label="Time limit (seconds)"
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_TIMEOUT_SECONDS}
            defaultValue={DEFAULT_TIMEOUT_SECONDS}
            error={timeoutError}
            hint="How long one attempt may take."
            className="w-32"
          />
        </div>
      </details>
      <Button
        type="submit"
        look="primary"
        disabledReason={isBusy ? "Sending …" : undefined}
        className="h-10 justify-self-end max-md:w-full"
      >
        Generate
      </Button>
    </form>
  );
}
