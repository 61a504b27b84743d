import { useLocale, useTranslations } from "next-intl";
import { tags } from "@/lib/contract/endpoint";
import type { OpenApiDocument, Operation } from "@/lib/contract/openapi-document";
import { Section } from "../ui/section";
import { FieldList, TypeWords } from "./field-list";
import { OperationSection } from "./operation-section";
import { RichText } from "./rich-text";
import { fieldRows, typeParts } from "./schema-words";

type Placed = { method: string; path: string; operation: Operation };

/** The whole API as one page to read. `baseUrl` stands in the commands. */
export function ApiReference({ document, baseUrl }: { document: OpenApiDocument; baseUrl: string }) {
  const t = useTranslations("apiDocs");
  const language = useLocale();
  const titleOf = (name: string) => {
    const tag = tags.find((one) => one === name);
    return tag ? t(`tags.${tag}`) : name;
  };
  const placed: Placed[] = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const groups = document.tags.map(({ name }) => ({
    name,
    operations: placed.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const { description } = document.info;
  return (
    <div className="grid grid-cols-1 gap-10">
      <div className="grid max-w-prose gap-3">
        {language !== "en" && <p className="text-muted">{t("englishOnly")}</p>}
        {description.split("\n\n").map((paragraph) => (
          <p key={paragraph}>
            <RichText text={paragraph} />
          </p>
        ))}
      </div>
      <Section title={t("whoMayCall")}>
        <dl className="grid gap-3">
          {Object.entries(document.components.securitySchemes).map(([name, scheme]) => (
            <div key={name} className="grid gap-x-4 sm:grid-cols-[14rem_1fr]">
              <dt className="wrap-anywhere font-mono text-xs leading-5">
                {scheme.type === "http" ? "Authorization: Bearer …" : `Cookie: ${scheme.name}`}
              </dt>
              <dd className="text-muted text-sm">
                <RichText text={scheme.description ?? ""} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <nav aria-label={t("operations")} className="grid gap-6 sm:grid-cols-2 xl:grid-cols-3">
        {groups.map(({ name, operations }) => (
          <div key={name} className="min-w-0">
            <p className="mb-1 font-medium">{titleOf(name)}</p>
            <ul>
              {operations.map(({ operation }) => (
                <li key={operation.operationId}>
                  <a
                    href={`#${operation.operationId}`}
                    className="block rounded-sm py-0.5 text-muted hover:text-ink max-md:py-2.5"
                  >
                    {operation.summary}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      {groups.map(({ name, operations }) => (
        <Section key={name} title={titleOf(name)}>
          <div className="-mt-3">
            {operations.map((place) => (
              <OperationSection
                key={place.operation.operationId}
                document={document}
                baseUrl={baseUrl}
                {...place}
              />
            ))}
          </div>
        </Section>
      ))}
      <Schemas schemas={document.components.schemas} />
    </div>
  );
}

function Schemas({ schemas }: { schemas: OpenApiDocument["components"]["schemas"] }) {
  const t = useTranslations("apiDocs");
  const say = useTranslations("apiDocs.schema");
  const sorted = Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Section title={t("schemas")}>
      <div className="grid grid-cols-1 gap-8">
        {sorted.map(([name, schema]) => {
          const rows = fieldRows(schema, say);
          return (
            <section
              key={name}
              id={`schema-${name}`}
              aria-label={name}
              className="min-w-0 scroll-mt-4 max-md:scroll-mt-16"
            >
              <h3 className="font-medium font-mono text-sm">{name}</h3>
              {rows.length > 0 ? (
                <FieldList label={name} rows={rows} />
              ) : (
                <p className="py-2 text-muted text-sm">
                  <TypeWords parts={typeParts(schema, say)} />
                </p>
              )}
            </section>
          );
        })}
      </div>
    </Section>
  );
}
