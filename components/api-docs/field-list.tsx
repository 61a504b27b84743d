import { useTranslations } from "next-intl";
import { RichText } from "./rich-text";
import type { FieldRow, Part } from "./schema-words";

/** A type in words; named schemas are links to where they are described. */
export function TypeWords({ parts }: { parts: readonly Part[] }) {
  return parts.map((part) =>
    typeof part === "string" ? (
      part
    ) : (
      <a
        key={part.schema}
        href={`#schema-${part.schema}`}
        className="rounded-sm text-accent-ink underline decoration-1 underline-offset-2 hover:decoration-2"
      >
        {part.schema}
      </a>
    ),
  );
}

/** Names with their types and rules, as a list that reads on a phone too. */
export function FieldList({ label, rows }: { label: string; rows: readonly FieldRow[] }) {
  const t = useTranslations("apiDocs");
  return (
    <dl aria-label={label} className="divide-y">
      {rows.map(({ name, type, isRequired, facts, description }) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[minmax(8rem,14rem)_1fr]">
          <dt className="wrap-anywhere font-mono text-xs leading-5">{name}</dt>
          <dd className="min-w-0 wrap-anywhere text-sm">
            <TypeWords parts={type} />
            <span className="text-muted">
              {[...(isRequired ? [t("required")] : []), ...facts].map((fact) => ` · ${fact}`)}
            </span>
            {description && (
              <p className="text-muted">
                <RichText text={description} />
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
