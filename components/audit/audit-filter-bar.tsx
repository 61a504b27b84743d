"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useTransition } from "react";
import { useTimes } from "../time/use-times";
import { fromWallTime, toWallTime } from "../time/wall-time";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { controlLook } from "../ui/field";
import { Select } from "../ui/select";
import { type AuditFilters, auditHref, auditQueryOf } from "./audit-filters";
import { useAuditWords } from "./use-audit-words";

const targetTypes = [
  "job",
  "lesson",
  "presentation",
  "worker",
  "user",
  "session",
  "token",
  "action",
  "settings",
];
const control = "h-8 text-sm";

type AuditFilterBarProps = {
  filters: AuditFilters;
  /** What the log speaks of, to choose from. */
  facets: { actions: readonly string[]; actors: readonly { id: string; name: string }[] };
};

/** All filters of the log. A choice counts at once; what is typed, with Enter or the button. */
export function AuditFilterBar({ filters, facets }: AuditFilterBarProps) {
  const t = useTranslations("audit");
  const router = useRouter();
  const words = useAuditWords();
  const { zone } = useTimes();
  const [isPending, startTransition] = useTransition();

  function apply(form: HTMLFormElement) {
    const fields = new FormData(form);
    const textOf = (name: string) => String(fields.get(name) ?? "").trim() || undefined;
    const timeOf = (name: string) => fromWallTime(String(fields.get(name) ?? ""), zone) ?? undefined;
    const chosen = {
      actor_kind: filters.actor_kind,
      actor_id: textOf("actor_id"),
      action: textOf("action"),
      outcome: textOf("outcome"),
      target_type: textOf("target_type"),
      target_id: textOf("target_id"),
      request_id: textOf("request_id"),
      after: timeOf("after"),
      before: timeOf("before"),
    };
    startTransition(() => router.push(auditHref(chosen), { scroll: false }));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    apply(event.currentTarget);
  }

  const choose = ({ currentTarget: { form } }: FormEvent<HTMLSelectElement | HTMLInputElement>) =>
    form && apply(form);
  const actions = facets.actions
    .map((name) => ({ value: name, words: words.action(name) }))
    .sort((a, b) => a.words.localeCompare(b.words));
  const actors = facets.actors.map(({ id, name }) => ({ value: id, words: name }));
  const wall = (at: string | undefined) => (at === undefined ? "" : toWallTime(at, zone));

  return (
    <search aria-label={t("filter.title")}>
      <form
        // A link or a change of zone sets every field anew.
        key={`${zone} ${JSON.stringify(filters)}`}
        action="/audit"
        onSubmit={submit}
        aria-busy={isPending}
        className="grid grid-cols-2 gap-x-3 gap-y-2 md:grid-cols-4"
      >
        <Choice
          name="actor_id"
          label={t("filter.actor")}
          any={t("filter.anyActor")}
          value={filters.actor_id}
          options={actors}
          onChange={choose}
        />
        <Choice
          name="action"
          label={t("filter.action")}
          any={t("filter.anyAction")}
          value={filters.action}
          options={actions}
          onChange={choose}
        />
        <Choice
          name="target_type"
          label={t("filter.targetType")}
          any={t("filter.anyTarget")}
          value={filters.target_type}
          options={targetTypes.map((type) => ({ value: type, words: words.target(type) }))}
          onChange={choose}
        />
        <Choice
          name="outcome"
          label={t("filter.outcome")}
          any={t("filter.anyOutcome")}
          value={filters.outcome}
          options={[
            { value: "done", words: t("filter.done") },
            { value: "denied", words: t("filter.denied") },
          ]}
          onChange={choose}
        />
        <Labelled label={t("filter.targetId")}>
          {(id) => <Text id={id} name="target_id" value={filters.target_id} />}
        </Labelled>
        <Labelled label={t("filter.requestId")}>
          {(id) => <Text id={id} name="request_id" value={filters.request_id} />}
        </Labelled>
        <Labelled label={t("filter.after", { zone })} isWide>
          {(id) => <Text id={id} name="after" type="datetime-local" value={wall(filters.after)} />}
        </Labelled>
        <Labelled label={t("filter.before", { zone })} isWide>
          {(id) => <Text id={id} name="before" type="datetime-local" value={wall(filters.before)} />}
        </Labelled>
        <div className="col-span-full flex items-center gap-3">
          <Button type="submit" size="small">
            {t("filter.apply")}
          </Button>
          {Object.keys(auditQueryOf({ ...filters, cursor: undefined })).length > 0 && (
            <Link href="/audit" className="rounded-sm text-muted text-sm hover:text-ink hover:underline">
              {t("filter.clear")}
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}

type LabelledProps = {
  label: string;
  /** A date and a time do not fit half a phone. */
  isWide?: boolean;
  children: (id: string) => ReactNode;
};

function Labelled({ label, isWide = false, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={classNames("grid min-w-0 gap-1", isWide && "max-md:col-span-2")}>
      <label htmlFor={id} className="truncate text-muted text-sm">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

type TextProps = { id: string; name: string; value: string | undefined; type?: "text" | "datetime-local" };

function Text({ id, name, value = "", type = "text" }: TextProps) {
  return (
    <input
      id={id}
      name={name}
      type={type}
      defaultValue={value}
      maxLength={500}
      autoComplete="off"
      className={`${controlLook} ${control}`}
    />
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  any: string;
  value: string | undefined;
  options: readonly { value: string; words: string }[];
  onChange: (event: FormEvent<HTMLSelectElement>) => void;
};

/** A value of the address that the list does not hold is offered, too: it may come from a link. */
function Choice({ name, label, any, value = "", options, onChange }: ChoiceProps) {
  const isUnknown = value !== "" && options.every((option) => option.value !== value);
  return (
    <Labelled label={label}>
      {(id) => (
        <Select id={id} name={name} defaultValue={value} onChange={onChange} className={control}>
          <option value="">{any}</option>
          {isUnknown && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </Select>
      )}
    </Labelled>
  );
}
