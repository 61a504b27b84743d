import type { Media, ResponseObject } from "@/lib/contract/openapi-document";
import { CodeBlock } from "../ui/code-block";
import { TypeWords } from "./field-list";
import { RichText } from "./rich-text";
import { typeParts } from "./schema-words";

/** What may come back, by status; of errors their codes. */
export function AnswerList({ responses }: { responses: Record<string, ResponseObject> }) {
  return (
    <div>
      <h4 className="font-medium">Answers</h4>
      <dl className="divide-y">
        {Object.entries(responses).map(([status, response]) => (
          <div key={status} className="grid grid-cols-[3rem_1fr] gap-x-4 py-2 text-sm">
            <dt className="font-mono text-xs leading-5">{status}</dt>
            <dd className="grid min-w-0 gap-1.5 wrap-anywhere">
              <Answer status={status} response={response} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Answer({
  status,
  response: { description, content = {}, headers = {} },
}: {
  status: string;
  response: ResponseObject;
}) {
  const { "application/problem+json": problem, ...own } = content;
  const ownHeaders = Object.entries(headers).flatMap(([name, header]) =>
    "$ref" in header ? [] : [[name, header] as const],
  );
  return (
    <>
      {(!problem || Object.keys(own).length > 0) && (
        <p>
          <RichText text={description} />
        </p>
      )}
      {Object.entries(own).map(([type, media]) => (
        <Shape key={type} status={status} type={type} media={media} />
      ))}
      {problem && (
        <p className="flex flex-wrap gap-x-3 font-mono text-muted text-xs leading-5">
          {Object.keys(problem.examples ?? {}).map((code) => (
            <span key={code}>{code}</span>
          ))}
        </p>
      )}
      {ownHeaders.map(([name, header]) => (
        <p key={name} className="text-muted">
          <code className="font-mono text-xs">{name}</code>: <RichText text={header.description} />
        </p>
      ))}
    </>
  );
}

function Shape({
  status,
  type,
  media: { schema = {}, examples = {} },
}: {
  status: string;
  type: string;
  media: Media;
}) {
  const isFile = schema.format === "binary";
  return (
    <>
      <p className="text-muted">
        <code className="font-mono text-xs">{type}</code>
        {isFile ? null : (
          <>
            {": "}
            <TypeWords parts={typeParts(schema)} />
          </>
        )}
      </p>
      {Object.entries(examples).map(([name, { value }]) => (
        <CodeBlock
          key={name}
          label={`Example of the answer ${status}`}
          text={JSON.stringify(value, null, 2)}
        />
      ))}
    </>
  );
}
