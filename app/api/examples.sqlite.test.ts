/**
 * Every example of the documentation, sent for real: the route that serves it, a real database, the world that the examples speak
 * of. What comes back is held against the OpenAPI document, as a client with the document alone would do it.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { beforeEach, describe, expect, test } from "vitest";
import type { Operation, ResponseObject, ShownRequest } from "@/lib/contract/openapi-document";
import type { Route } from "@/lib/http/handle";
import { openApiDocument } from "@/lib/http/openapi/document";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenExampleWorld } from "@/lib/testing/example-world";

const TOKEN = "test-token-0123456789";
const ORIGIN = "http://localhost";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });
beforeEach(givenExampleWorld);

const document = openApiDocument();
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(document, "document");

type Shown = { address: string; method: string; operation: Operation; request: ShownRequest };
const shown: Shown[] = Object.entries(document.paths).flatMap(([address, operations]) =>
  Object.entries(operations).flatMap(([method, operation]) =>
    operation["x-requests"].map((request) => ({ address, method: method.toUpperCase(), operation, request })),
  ),
);

/** `job_id` → `jobId`, as the folder is called. */
const folderName = (name: string) =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

async function routeOf(address: string, method: string): Promise<Route> {
  const folder = address.replace(/\{(\w+)\}/g, (_match, name: string) => `[${folderName(name)}]`);
  const file = path.join(import.meta.dirname, "..", folder, "route.ts");
  expect(existsSync(file), file).toBe(true);
  const module: Record<string, Route> = await import(file);
  const route = module[method];
  if (route === undefined) throw new Error(`${file} has no ${method}`);
  return route;
}

async function send({ address, method, operation, request }: Shown): Promise<Response> {
  const { params = {}, query = {}, headers = {}, body } = request;
  const texts = (values: object) => Object.entries(values).map(([name, value]) => [name, String(value)]);
  const url = new URL(address, ORIGIN);
  for (const [name = "", value = ""] of texts(params))
    url.pathname = url.pathname.replace(`%7B${name}%7D`, value);
  url.search = new URLSearchParams(texts(query)).toString();
  const isPublic = operation.security.length === 0;
  const route = await routeOf(address, method);
  return route(
    new Request(url, {
      method,
      headers: {
        ...(isPublic ? { Origin: ORIGIN, Host: "localhost" } : { Authorization: `Bearer ${TOKEN}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...Object.fromEntries(texts(headers)),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
    {
      params: Promise.resolve(
        Object.fromEntries(Object.entries(params).map(([name, value]) => [folderName(name), String(value)])),
      ),
    },
  );
}

/** The validator of the document's own schema for a body of `operation`, as `["requestBody"]`, in the media type `type`. */
function validatorOf({ address, method }: Shown, place: readonly string[], type: string): ValidateFunction {
  const pointer = ["paths", address, method.toLowerCase(), ...place, "content", type, "schema"];
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  return ajv.compile({ $ref: `document#/${escaped.join("/")}` });
}

async function expectDocumented(example: Shown, answer: Response): Promise<void> {
  const declared: ResponseObject | undefined = example.operation.responses[String(answer.status)];
  for (const name of answer.headers.keys()) {
    // What every answer of HTTP has.
    if (
      ["content-type", "cache-control", "pragma", "x-content-type-options", "x-accel-buffering"].includes(
        name,
      )
    )
      continue;
    expect(Object.keys(declared?.headers ?? {}).map((header) => header.toLowerCase())).toContain(name);
  }
  const type = answer.headers.get("content-type")?.split(";")[0];
  if (type === undefined) return expect(declared?.content).toBeUndefined();
  expect(Object.keys(declared?.content ?? {})).toContain(type);
  if (type === "application/x-ndjson") {
    for (const line of (await answer.clone().text()).split("\n").filter((text) => text !== ""))
      JSON.parse(line);
    return;
  }
  if (!type.endsWith("json")) return;
  const validate = validatorOf(example, ["responses", String(answer.status)], type);
  expect(validate(await answer.clone().json()), ajv.errorsText(validate.errors)).toBe(true);
}

describe("the examples of the documentation", () => {
  test.each(shown.map((example) => [example.operation.operationId, example.request.name, example] as const))(
    "%s: %s",
    async (_id, _name, example) => {
      const answer = await send(example);
      const text = example.request.status >= 400 ? await answer.clone().text() : "";
      expect(answer.status, text).toBe(example.request.status);
      if (example.request.status < 400 && example.request.body !== undefined) {
        const validate = validatorOf(example, ["requestBody"], "application/json");
        expect(validate(example.request.body), ajv.errorsText(validate.errors)).toBe(true);
      }
      if (example.request.error !== undefined)
        expect(JSON.parse(text).error.code).toBe(example.request.error);
      await expectDocumented(example, answer);
      await answer.body?.cancel();
    },
  );

  test("would not pass with another shape", () => {
    const example = shown.find(({ operation }) => operation.operationId === "getLesson");
    const validate = example && validatorOf(example, ["responses", "200"], "application/json");
    expect(validate?.({ lesson_id: 1 })).toBe(false);
  });
});
