import { useTranslations } from "next-intl";
import type { Media, ResponseObject } from "@/lib/contract/openapi-document";
import { CodeBlock } from "../ui/code-block";
import { TypeWords } from "./field-list";
import { RichText } from "./rich-text";
import { typeParts } from "./schema-words";

const PROBLEM = "application/problem+json";

type AnswerListProps = {
  responses: Record<string, ResponseObject>;
  /** Of the operation; its examples are named after it. */
  summary: string;
};

/** What may come back: the answers by status, then the codes of all errors. */
export function AnswerList({ responses, summary }: AnswerListProps) {
  const t = useTranslations("apiDocs");
  const all = Object.entries(responses);
  const errors = all.flatMap(([status, { content = {} }]) =>
    Object.keys(content[PROBLEM]?.examples ?? {}).map((code) => ({ status, code })),
  );
  return (
    <div>
      <h4 className="font-medium">{t("answers")}</h4>
      <dl className="divide-y">
        {all
          .filter(([, { content = {} }]) => Object.keys(content).join() !== PROBLEM)
          .map(([status, response]) => (
            <div key={status} className="grid grid-cols-[3rem_1fr] gap-x-4 py-2 text-sm">
              <dt className="font-mono text-xs leading-5">{status}</dt>
              <dd className="grid min-w-0 grid-cols-1 gap-1.5 wrap-anywhere">
                <Answer name={`${summary}, ${status}`} response={response} />
              </dd>
            </div>
          ))}
        <div className="grid grid-cols-[3rem_1fr] gap-x-4 py-2 text-sm">
          <dt>{t("errors")}</dt>
          <dd className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5 font-mono text-xs leading-5">
            {errors.map(({ status, code }) => (
              <span key={`${status} ${code}`}>
                {status} <span className="text-muted">{code}</span>
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Answer({ name, response }: { name: string; response: ResponseObject }) {
  const { description, content = {}, headers = {} } = response;
  const { [PROBLEM]: _problem, ...own } = content;
  return (
    <>
      <p>
        <RichText text={description} />
      </p>
      {Object.entries(own).map(([type, media]) => (
        <Shape key={type} name={name} type={type} media={media} />
      ))}
      {Object.entries(headers).map(([header, value]) =>
        // Those that every answer has stand in the introduction.
        "$ref" in value ? null : (
          <p key={header} className="text-muted">
            <code className="font-mono text-xs">{header}</code>: <RichText text={value.description} />
          </p>
        ),
      )}
    </>
  );
}

function Shape({ name, type, media }: { name: string; type: string; media: Media }) {
  const t = useTranslations("apiDocs");
  const say = useTranslations("apiDocs.schema");
  const { schema = {}, examples = {} } = media;
  return (
    <>
      <p className="text-muted">
        <code className="font-mono text-xs">{type}</code>
        {schema.format !== "binary" && (
          <>
            {": "}
            <TypeWords parts={typeParts(schema, say)} />
          </>
        )}
      </p>
      {Object.entries(examples).map(([key, example]) =>
        "$ref" in example ? null : (
          <CodeBlock
            key={key}
            label={t("exampleOf", { name })}
            text={JSON.stringify(example.value, null, 2)}
          />
        ),
      )}
    </>
  );
}
