/** What is wrong with an answer, as a client sees it that has the OpenAPI document and nothing else. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "@/lib/contract/openapi-document";
import { problem } from "@/lib/contract/problem";
import type { FuzzRequest } from "@/lib/testing/fuzz/fuzz-request";

/** Finds what is wrong with answers to requests of `document`. */
export function makeFaultFinder(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, "document");
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const everywhere = new Set([
    405,
    ...operations.flatMap(({ responses }) => Object.keys(responses).map(Number)),
  ]);
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (...pointer: string[]) => {
    const escaped = pointer.map((part) =>
      encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")),
    );
    const $ref = `document#/${escaped.join("/")}`;
    const made = validators.get($ref) ?? ajv.compile({ $ref });
    validators.set($ref, made);
    return made;
  };

  /** Every fault; reads the body of JSON and throws others away. */
  return async function faultsOf(request: FuzzRequest, answer: Response): Promise<string[]> {
    const { status } = answer;
    const type = answer.headers.get("content-type")?.split(";")[0] ?? null;
    const text = type?.endsWith("json") ? await answer.text() : "";
    if (!type?.endsWith("json")) await answer.body?.cancel();
    const faults: string[] = [];
    if (status >= 500) faults.push("a fault of the server");
    if (status >= 400 && request.method !== "HEAD") faults.push(...faultsOfProblem(answer, type, text));
    // Whatever another address is, it has no status that the document never speaks of.
    if (request.wrong === "another address")
      return everywhere.has(status) ? faults : [...faults, "an unknown status"];
    const methods = document.paths[request.address] ?? {};
    const method =
      request.method === "HEAD" && methods.head === undefined ? "get" : request.method.toLowerCase();
    const operation = methods[method];
    if (operation === undefined) {
      return status === (method === "options" ? 204 : 405)
        ? faults
        : [...faults, "neither 405 nor OPTIONS' 204"];
    }
    const declared = operation.responses[status];
    if (declared === undefined) return [...faults, "a status that is not documented"];
    if (request.method === "HEAD") return faults;
    if (type !== null && !Object.hasOwn(declared.content ?? {}, type))
      faults.push(`${type} is not documented`);
    if (status < 300 && type === "application/json") {
      const validate = validatorOf(
        "paths",
        request.address,
        method,
        "responses",
        String(status),
        "content",
        type,
        "schema",
      );
      if (!validate(JSON.parse(text))) faults.push(`another shape: ${ajv.errorsText(validate.errors)}`);
    }
    if (status < 300 && request.body?.byteLength) faults.push(...faultsOfAccepted(request));
    return faults;
  };

  /** What was accepted must be what the document allows. */
  function faultsOfAccepted({ address, method, body }: FuzzRequest): string[] {
    const pointer = [
      "paths",
      address,
      method.toLowerCase(),
      "requestBody",
      "content",
      "application/json",
      "schema",
    ];
    if (document.paths[address]?.[method.toLowerCase()]?.requestBody === undefined) return [];
    const validate = validatorOf(...pointer);
    const isAllowed = validate(JSON.parse(new TextDecoder().decode(body ?? undefined)));
    return isAllowed ? [] : [`accepted what the document forbids: ${ajv.errorsText(validate.errors)}`];
  }
}

function faultsOfProblem(answer: Response, type: string | null, text: string): string[] {
  if (type !== "application/problem+json") return [`an error as ${type}`];
  const parsed = problem.strict().safeParse(JSON.parse(text));
  if (!parsed.success) return [`no error shape: ${parsed.error.message}`];
  const body = parsed.data;
  const faults: string[] = [];
  if (body.status !== answer.status) faults.push(`it says ${body.status}`);
  if (body.request_id !== answer.headers.get("x-request-id")) faults.push("another request id in the header");
  if (answer.status === 422 && !body.errors?.length && body.error.code === "validation_failed")
    faults.push("422 without a field");
  if (/\bat \S+:\d+|\/node_modules\/|SELECT |SQLITE_|prisma/i.test(body.detail))
    faults.push("tells of the inside");
  if (answer.status === 405 && !answer.headers.has("allow")) faults.push("405 without Allow");
  return faults;
}
