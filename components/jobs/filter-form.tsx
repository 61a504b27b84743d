"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { deckStyles } from "@/lib/contract/lists";
import { jobPriorities, jobStatuses } from "@/lib/jobs/state";
import { useTimes } from "../time/use-times";
import { fromWallTime, toWallTime } from "../time/wall-time";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { InputField } from "../ui/field";
import { Select } from "../ui/select";
import { BETWEEN, type FilterChanges, readFilterForm, spanOf } from "./filter-values";
import { createdSpans, type JobAddress } from "./job-filters";
import { jobStatusLooks } from "./job-status";
import { type JobPage, jobKeys } from "./queries";

type FilterFormProps = { address: JobAddress; onApply: (changes: FilterChanges) => void };

const texts = ["user_id", "lesson_id", "worker_id", "error_code"] as const;

/** Everything that the list can be narrowed by, beside the words of the search. */
export function FilterForm({ address, onApply }: FilterFormProps) {
  const t = useTranslations("jobs.filter");
  const common = useTranslations("common");
  const { zone } = useTimes();
  const id = useId();
  const [span, setSpan] = useState(spanOf(address));
  const [errors, setErrors] = useState<ReadonlySet<string>>(new Set());
  const known = useKnownValues();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const read = readFilterForm(new FormData(event.currentTarget), (wall) => fromWallTime(wall, zone));
    setErrors(new Set(read.wrong));
    if (read.wrong.length === 0) onApply(read.changes);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Choices legend={t("state")}>
          {jobStatuses.map((status) => {
            const { icon: Icon, text, word } = jobStatusLooks[status];
            return (
              <Choice key={status} name="status" value={status} isChosen={address.status?.includes(status)}>
                <Icon aria-hidden className={`size-3.5 ${text}`} />
                {common(word)}
              </Choice>
            );
          })}
        </Choices>
        <Choices legend={t("priority")}>
          {jobPriorities.map((priority) => (
            <Choice
              key={priority}
              name="priority"
              value={priority}
              isChosen={address.priority?.includes(priority)}
            >
              {common(`priority.${priority}`)}
            </Choice>
          ))}
        </Choices>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Labelled id={`${id}created`} label={t("created")}>
          <Select
            id={`${id}created`}
            name="created"
            value={span}
            onChange={({ target }) => setSpan(target.value)}
          >
            <option value="">{t("anyTime")}</option>
            {createdSpans.map((one) => (
              <option key={one} value={one}>
                {t(`spans.${one}`)}
              </option>
            ))}
            {/* Of a link or a saved view. */}
            {address.created_within && !createdSpans.some((one) => one === address.created_within) && (
              <option value={address.created_within}>{t("within", { span: address.created_within })}</option>
            )}
            <option value={BETWEEN}>{t("between")}</option>
          </Select>
        </Labelled>
        <Labelled id={`${id}style`} label={t("style")}>
          <Select id={`${id}style`} name="style" defaultValue={address.style ?? ""}>
            <option value="">{t("anyStyle")}</option>
            {deckStyles.map((style) => (
              <option key={style} value={style}>
                {common(`style.${style}`)}
              </option>
            ))}
          </Select>
        </Labelled>
        {span === BETWEEN &&
          (["created_after", "created_before"] as const).map((name) => (
            <InputField
              key={name}
              id={id + name}
              name={name}
              type="datetime-local"
              label={t(name)}
              hint={zone}
              error={errors.has(name) ? t("wrongTime") : undefined}
              defaultValue={address[name] ? toWallTime(address[name], zone) : ""}
            />
          ))}
        {texts.map((name) => (
          <div key={name}>
            <InputField
              id={id + name}
              name={name}
              label={t(name)}
              error={errors.has(name) ? t("wrongValue") : undefined}
              defaultValue={address[name] ?? ""}
              list={`${id}${name}-known`}
              autoComplete="off"
              spellCheck={false}
            />
            <datalist id={`${id}${name}-known`}>
              {known[name].map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          </div>
        ))}
      </div>
      <div className="flex justify-end">
        <Button type="submit" look="primary">
          {t("apply")}
        </Button>
      </div>
    </form>
  );
}

/** What the jobs seen so far have, to choose from while typing. */
function useKnownValues(): Record<(typeof texts)[number], string[]> {
  const queryClient = useQueryClient();
  const jobs = queryClient
    .getQueriesData<JobPage>({ queryKey: jobKeys.lists })
    .flatMap(([, page]) => page?.jobs ?? []);
  const valuesOf = (name: (typeof texts)[number]) =>
    [...new Set(jobs.flatMap((job) => job[name] ?? []))].sort();
  return {
    user_id: valuesOf("user_id"),
    lesson_id: valuesOf("lesson_id"),
    worker_id: valuesOf("worker_id"),
    error_code: valuesOf("error_code"),
  };
}

function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="grid grid-cols-2 gap-x-2">{children}</div>
    </fieldset>
  );
}

type ChoiceProps = { name: string; value: string; isChosen: boolean | undefined; children: ReactNode };

function Choice({ name, value, isChosen = false, children }: ChoiceProps) {
  return (
    <Checkbox name={name} value={value} defaultChecked={isChosen} className="h-8 max-md:h-11">
      {children}
    </Checkbox>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
    </div>
  );
}
