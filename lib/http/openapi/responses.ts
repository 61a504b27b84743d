/** What an endpoint answers, as OpenAPI responses: its own answers, and its errors by status. */
import { type Answer, type AnyEndpoint, errorsOf } from "@/lib/contract/endpoint";
import { describeError } from "@/lib/contract/errors";
import type { Example, ResponseObject } from "@/lib/contract/openapi-document";
import { problem } from "@/lib/contract/problem";
import { AppError } from "@/lib/errors";
import { problemOf } from "../problem";
import { rateLimitHeaders, requestIdHeader } from "./common";
import type { SchemaCollector } from "./schemas";

export function responsesOf(endpoint: AnyEndpoint, schemas: SchemaCollector): Record<string, ResponseObject> {
  const own = Object.entries(endpoint.answers).map(([status, answer]) => [
    status,
    responseOf(answer, endpoint, schemas),
  ]);
  return { ...Object.fromEntries(own), ...problemResponses(endpoint, schemas) };
}

/** On every answer of the endpoint. */
const usualHeaders = ({ uncounted }: AnyEndpoint) => ({
  ...requestIdHeader,
  ...(!uncounted && rateLimitHeaders),
});

function responseOf(answer: Answer, endpoint: AnyEndpoint, schemas: SchemaCollector): ResponseObject {
  const { description, schema, mediaTypes, events, headers = {}, example } = answer;
  const own = Object.entries(headers).map(([name, says]) => [
    name,
    { description: says, schema: { type: "string" } },
  ]);
  const response: ResponseObject = {
    description,
    headers: { ...Object.fromEntries(own), ...usualHeaders(endpoint) },
  };
  if (schema) {
    const examples = example === undefined ? {} : { examples: { answer: { value: example } } };
    response.content = { "application/json": { schema: schemas.convert(schema, "output"), ...examples } };
  } else if (events) {
    const kinds = Object.entries(events).map(([name, data]) => {
      const shape = schemas.convert(data, "output");
      return { ...shape, description: `The data of an event \`${name}\`, as JSON` };
    });
    response.content = { "text/event-stream": { schema: { type: "string", anyOf: kinds } } };
  } else if (mediaTypes) {
    const file = { schema: { type: "string", format: "binary" } };
    response.content = Object.fromEntries(mediaTypes.map((type) => [type, file]));
  }
  return response;
}

/** The errors by status, each code with its example. */
function problemResponses(endpoint: AnyEndpoint, schemas: SchemaCollector): Record<string, ResponseObject> {
  const all = errorsOf(endpoint);
  const shape = schemas.convert(problem, "output");
  const responses: Record<string, ResponseObject> = {};
  for (const status of new Set(all.map((error) => error.status))) {
    const errors = all.filter((error) => error.status === status);
    // Where the endpoint answers the status itself, both bodies are possible.
    const own = endpoint.answers[status];
    const shared = own ? responseOf(own, endpoint, schemas) : null;
    responses[status] = {
      description: [own?.description, ...errors.map(({ code }) => describeError(code).title)]
        .filter(Boolean)
        .join("; "),
      headers: {
        ...shared?.headers,
        ...usualHeaders(endpoint),
        ...(status === 401 && {
          "WWW-Authenticate": { description: "`Bearer`", schema: { type: "string" } },
        }),
        ...((status === 429 || status === 503) && {
          "Retry-After": { description: "Seconds to wait", schema: { type: "integer" } },
        }),
      },
      content: {
        ...shared?.content,
        "application/problem+json": {
          schema: shape,
          examples: Object.fromEntries(
            errors.map((error) => [error.code, { $ref: `#/components/examples/${nameOf(error)}` }]),
          ),
        },
      },
    };
  }
  return responses;
}

type DeclaredError = ReturnType<typeof errorsOf>[number];

const nameOf = ({ code, status }: DeclaredError) => `${code}_${status}`;

/** One example of every error of `endpoints`, for the document's components. */
export function problemExamples(endpoints: readonly AnyEndpoint[]): Record<string, Example> {
  const errors = endpoints.flatMap(errorsOf);
  return Object.fromEntries(
    errors.map((error) => [nameOf(error), { summary: error.code, value: exampleProblem(error) }]),
  );
}

function exampleProblem({ code, status }: DeclaredError): unknown {
  const example = problemOf(
    new AppError(code, undefined, { status }),
    "2f1c7f0e-9a53-4c1d-8e0b-6a4d2b9c5f17",
  );
  return { ...example, timestamp: "2026-01-07T06:30:00.000Z" };
}
