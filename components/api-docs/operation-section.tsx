import { useTranslations } from "next-intl";
import type { JsonSchema, OpenApiDocument, Operation, Parameter } from "@/lib/contract/openapi-document";
import { CodeBlock } from "../ui/code-block";
import { AnswerList } from "./answer-list";
import { FieldList, TypeWords } from "./field-list";
import { curlOf } from "./request-text";
import { RichText } from "./rich-text";
import { type FieldRow, factsOf, fieldRows, typeParts } from "./schema-words";
import { TryIt } from "./try-it";

type OperationProps = {
  document: OpenApiDocument;
  baseUrl: string;
  method: string;
  path: string;
  operation: Operation;
};

/** One operation: what it takes and answers at the left, examples and the form that sends them at the right. */
export function OperationSection({ document, baseUrl, method, path, operation }: OperationProps) {
  const t = useTranslations("apiDocs");
  const { operationId, summary, description, security, requestBody } = operation;
  const parameters = operation.parameters.map((parameter) =>
    "$ref" in parameter ? referredParameter(document, parameter.$ref) : parameter,
  );
  const body = requestBody?.content["application/json"]?.schema;
  const requests = operation["x-requests"];
  const place = { method, baseUrl, path, isPublic: security.length === 0 };
  return (
    <section
      id={operationId}
      aria-labelledby={`${operationId}-name`}
      className="scroll-mt-4 border-t py-6 max-md:scroll-mt-16"
    >
      <h3 id={`${operationId}-name`} className="font-semibold text-lg">
        <a href={`#${operationId}`} className="rounded-sm hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1 wrap-anywhere font-mono text-sm">
        <span className="font-semibold text-accent-ink">{method}</span> {path}
      </p>
      <div className="mt-4 grid grid-cols-1 gap-x-10 gap-y-6 xl:grid-cols-2">
        <div className="grid grid-cols-1 content-start gap-5">
          <div className="grid max-w-prose gap-2 text-muted">
            {description.split("\n\n").map((paragraph) => (
              <p key={paragraph}>
                <RichText text={paragraph} />
              </p>
            ))}
          </div>
          {(["path", "query", "header"] as const).map((kind) => (
            <Parameters key={kind} kind={kind} all={parameters} />
          ))}
          {body && <Body schema={body} document={document} isOptional={requestBody?.required === false} />}
          <AnswerList responses={operation.responses} summary={summary} />
        </div>
        <div className="grid grid-cols-1 content-start gap-4">
          {requests.map((request) => (
            <figure key={request.name} className="grid grid-cols-1 gap-1.5">
              <figcaption className="text-muted text-sm">
                {request.name} → {request.status}
                {request.error && <code className="font-mono text-xs"> {request.error}</code>}
              </figcaption>
              <CodeBlock
                label={t("commandOf", { name: `${summary}, ${request.name}` })}
                text={curlOf(place, request)}
              />
            </figure>
          ))}
          <TryIt
            method={method}
            path={path}
            summary={summary}
            // Only API tokens may act for somebody, and this form sends the session.
            parameters={parameters.filter(({ name }) => name !== "X-User-Id")}
            hasBody={body !== undefined}
            requests={requests}
          />
        </div>
      </div>
    </section>
  );
}

function referredParameter(document: OpenApiDocument, reference: string): Parameter {
  const parameter = document.components.parameters[reference.split("/").at(-1) ?? ""];
  if (parameter === undefined) throw new Error(`The document has no ${reference}`);
  return parameter;
}

function Parameters({ kind, all }: { kind: Parameter["in"]; all: readonly Parameter[] }) {
  const t = useTranslations("apiDocs");
  const say = useTranslations("apiDocs.schema");
  const rows: FieldRow[] = all
    .filter((parameter) => parameter.in === kind)
    .map(({ name, required, description, schema }) => ({
      name,
      type: typeParts(schema, say),
      isRequired: required,
      facts: factsOf(schema, say),
      description,
    }));
  if (rows.length === 0) return null;
  return (
    <div>
      <h4 className="font-medium">{t(`in.${kind}`)}</h4>
      <FieldList label={t(`in.${kind}`)} rows={rows} />
    </div>
  );
}

type BodyProps = { schema: JsonSchema; document: OpenApiDocument; isOptional: boolean };

function Body({ schema, document, isOptional }: BodyProps) {
  const t = useTranslations("apiDocs");
  const say = useTranslations("apiDocs.schema");
  const own = schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema;
  const rows = fieldRows(own ?? {}, say);
  return (
    <div>
      <h4 className="font-medium">{isOptional ? t("bodyOptional") : t("body")}</h4>
      {rows.length > 0 ? (
        <FieldList label={t("body")} rows={rows} />
      ) : (
        <p className="py-2 text-sm">
          <TypeWords parts={typeParts(schema, say)} />
        </p>
      )}
    </div>
  );
}
