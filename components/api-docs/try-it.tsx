"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Parameter, ShownRequest } from "@/lib/contract/openapi-document";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { controlLook, Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { addressOf } from "./request-text";
import { type Received, sendRequest } from "./send-request";

type TryItProps = {
  method: string;
  path: string;
  summary: string;
  parameters: readonly Parameter[];
  hasBody: boolean;
  requests: readonly ShownRequest[];
};

/** A form that sends the request for real, as the person who is signed in. */
export function TryIt(props: TryItProps) {
  const t = useTranslations("apiDocs");
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const { requests, summary } = props;
  return (
    <details className="rounded-md border">
      <summary className="rounded-md px-3 py-2 font-medium hover:bg-hover max-md:py-3">
        {t("tryIt")}
        <span className="sr-only">: {summary}</span>
      </summary>
      <div className="grid grid-cols-1 gap-4 border-t p-3">
        <p className="text-muted text-sm">{t("forReal")}</p>
        {requests.length > 1 && (
          <Field id={`${id}-example`} label={t("example")}>
            <Select
              id={`${id}-example`}
              value={chosen}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
            >
              {requests.map(({ name }, index) => (
                <option key={name} value={index}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <RequestForm key={chosen} {...props} example={requests[chosen]} />
      </div>
    </details>
  );
}

function RequestForm({
  method,
  path,
  summary,
  parameters,
  hasBody,
  example,
}: TryItProps & { example: ShownRequest | undefined }) {
  const t = useTranslations("apiDocs");
  const id = useId();
  const [received, setReceived] = useState<Received | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Leaving the page, or choosing another example, ends a stream.
  useEffect(() => () => running.current?.abort(), []);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const given = (place: Parameter["in"]) =>
      Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === place)
          .map(({ name }) => [name, String(fields.get(`${place} ${name}`) ?? "")] as const)
          .filter(([, value]) => value !== ""),
      );
    const body = String(fields.get("body") ?? "").trim();
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setFailure(null);
    setReceived(null);
    try {
      const address = addressOf(path, given("path"), given("query"));
      const sending = { method, address, headers: given("header"), body: body === "" ? null : body };
      await sendRequest(sending, controller.signal, setReceived);
    } catch {
      if (!controller.signal.aborted) setFailure(t("unreachable"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={send} className="grid grid-cols-1 gap-4">
      {parameters.map(({ name, in: place, required }) => (
        <InputField
          key={`${place} ${name}`}
          id={`${id}-${place}-${name}`}
          name={`${place} ${name}`}
          label={name}
          required={required}
          defaultValue={exampleValue(example, place, name)}
          autoComplete="off"
          className="font-mono"
        />
      ))}
      {hasBody && (
        <Field id={`${id}-body`} label={t("body")}>
          <textarea
            id={`${id}-body`}
            name="body"
            rows={8}
            spellCheck={false}
            defaultValue={example?.body === undefined ? "" : JSON.stringify(example.body, null, 2)}
            className={`${controlLook} h-auto! py-2 font-mono`}
          />
        </Field>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabledReason={isBusy ? t("waiting") : undefined}>
          {t("send")}
        </Button>
        {isBusy && <Button onClick={() => running.current?.abort()}>{t("stop")}</Button>}
      </div>
      <div role="status" className="grid grid-cols-1 gap-2">
        {failure && <Notice look="error" title={failure} />}
        {received && (
          <>
            <p className="font-mono text-sm">{received.status}</p>
            {received.text && <CodeBlock label={t("answerOf", { name: summary })} text={received.text} />}
          </>
        )}
      </div>
    </form>
  );
}

function exampleValue(example: ShownRequest | undefined, place: Parameter["in"], name: string): string {
  const values = { path: example?.params, query: example?.query, header: example?.headers }[place] ?? {};
  const value = values[place === "header" ? name.toLowerCase() : name];
  return value === undefined ? "" : String(value);
}
