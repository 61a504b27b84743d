/** One endpoint of the contract as an OpenAPI operation. */
import { z } from "zod";
import { type Caller, can, roles } from "@/lib/auth/caller";
import type { AnyEndpoint } from "@/lib/contract/endpoint";
import type { Example, Operation, Parameter, Reference } from "@/lib/contract/openapi-document";
import { parameters } from "./common";
import { responsesOf } from "./responses";
import type { SchemaCollector } from "./schemas";

export function operationOf(endpoint: AnyEndpoint, schemas: SchemaCollector): Operation {
  const { id, tag, summary, description, access, body, optionalBody = false, examples = [] } = endpoint;
  const who = rolesWith(access);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, whoMayCall(access, who)].filter(Boolean).join("\n\n"),
    security: access === "everybody" ? [] : [{ token: [] }, { userToken: [] }, { session: [] }],
    parameters: parametersOf(endpoint, schemas),
    ...(body && {
      requestBody: {
        required: !optionalBody,
        content: {
          "application/json": { schema: schemas.convert(body, "input"), examples: bodyExamples(endpoint) },
        },
      },
    }),
    responses: responsesOf(endpoint, schemas),
    "x-access": access,
    "x-roles": who,
    "x-requests": examples.map((example) => ({ ...example }) as Operation["x-requests"][number]),
  };
}

function rolesWith(access: AnyEndpoint["access"]): string[] {
  if (access === "everybody" || access === "signed-in") return [...roles];
  const caller: Omit<Caller, "role"> = { kind: "person", userId: null, name: "", email: null };
  return roles.filter((role) => can({ ...caller, role }, access));
}

function whoMayCall(access: AnyEndpoint["access"], who: readonly string[]): string {
  if (access === "everybody") return "Needs no credential.";
  if (access === "signed-in") return "Needs a credential.";
  return `Needs the permission \`${access}\`: ${who.join(", ")}.`;
}

function parametersOf(endpoint: AnyEndpoint, schemas: SchemaCollector): (Parameter | Reference)[] {
  const places = [
    ["path", endpoint.params],
    ["query", endpoint.query],
    ["header", endpoint.headers],
  ] as const;
  const own = places.flatMap(([place, schema]) =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => parameterOf(place, name, field, schemas)),
  );
  const actsForSomebody = endpoint.access !== "everybody";
  return actsForSomebody ? [...own, { $ref: `#/components/parameters/${parameters.actingUser}` }] : own;
}

function parameterOf(
  place: Parameter["in"],
  name: string,
  field: z.core.$ZodType,
  schemas: SchemaCollector,
): Parameter {
  const { description, ...schema } = schemas.convert(field, "input");
  const absent = z.safeParse(field, undefined);
  return {
    name: place === "header" ? headerName(name) : name,
    in: place,
    required: !absent.success,
    ...(description && { description }),
    schema: absent.success && absent.data !== undefined ? { ...schema, default: absent.data } : schema,
    // A list is one text with commas.
    ...(schema.type === "array" && { style: "form" as const, explode: false }),
  };
}

/** "last-event-id" → "Last-Event-Id". */
const headerName = (name: string) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

function bodyExamples({ examples = [] }: AnyEndpoint): Record<string, Example> {
  const shown = examples.filter(({ body }) => body !== undefined);
  return Object.fromEntries(shown.map(({ name, body }) => [keyOf(name), { summary: name, value: body }]));
}

/** A name of examples: letters, digits and hyphens. */
const keyOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
