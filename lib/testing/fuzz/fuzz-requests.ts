/**
 * Requests made from the OpenAPI document alone, as a client has it: for each operation right ones, and ones with a single thing
 * wrong, so that what lies behind the first check is reached too.
 */
import fc from "fast-check";
import type { OpenApiDocument, Operation, Parameter } from "@/lib/contract/openapi-document";
import type { FuzzCaller, FuzzRequest } from "./fuzz-request";
import { hostileTexts, junkParameters, oddHeaders } from "./hostile";
import { type Known, SchemaValues } from "./schema-values";
import { type Body, jsonBody, spoilText } from "./spoil-text";

/** A request before its address is put together. */
type Parts = Omit<FuzzRequest, "target"> & { params: Record<string, string>; ending: string; query: string };

type Spoil = <T>(
  wrong: string,
  faults: fc.Arbitrary<T>,
  change: (parts: Parts, fault: T) => Partial<Parts>,
) => fc.Arbitrary<Parts>;

/** Requests of every operation of `document`. @param known ids of the test's world, beside those in the document's examples */
export function fuzzRequests(document: OpenApiDocument, known: Known): fc.Arbitrary<FuzzRequest> {
  const all = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const values = new SchemaValues(document.components.schemas, withExamples(known, all));
  const each = Object.entries(document.paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const maker = new RequestMaker(document, values, address, method.toUpperCase(), operation);
      return maker.requests();
    }),
  );
  return fc.oneof(...each);
}

/** With what the examples' paths name: ids that exist, and some that do not. */
function withExamples(known: Known, operations: Operation[]): Known {
  const all = new Map(Object.entries(known).map(([name, texts]) => [name, [...texts]]));
  for (const { params = {} } of operations.flatMap((operation) => operation["x-requests"])) {
    for (const [name, value] of Object.entries(params)) {
      all.set(name, [...(all.get(name) ?? []), String(value)]);
    }
  }
  return Object.fromEntries(all);
}

const callers = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<FuzzCaller[]>("service", "acting", "teacher", "admin") },
  { weight: 3, arbitrary: fc.constantFrom<FuzzCaller[]>("viewer", "operator") },
  { weight: 1, arbitrary: fc.constantFrom<FuzzCaller[]>("nobody", "liar") },
);

/** What one part of a path can say; "", "." and ".." would be another address, and half a character has no encoding. */
const isSegment = (text: string) => !["", ".", ".."].includes(text) && !/\p{Surrogate}/u.test(text);
const isHeader = (text: string) => /^[\x21-\x7e]+$/.test(text);

const addressOf = ({ address, params, ending }: Parts) =>
  address.replace(/\{(\w+)\}/g, (_braces, name: string) => encodeURIComponent(params[name] ?? "")) + ending;

class RequestMaker {
  readonly #values: SchemaValues;
  readonly #address: string;
  readonly #method: string;
  readonly #parameters: Parameter[];
  readonly #operation: Operation;

  constructor(
    document: OpenApiDocument,
    values: SchemaValues,
    address: string,
    method: string,
    operation: Operation,
  ) {
    this.#values = values;
    this.#address = address;
    this.#method = method;
    this.#operation = operation;
    this.#parameters = operation.parameters.map((parameter) => {
      if ("name" in parameter) return parameter;
      const found = document.components.parameters[parameter.$ref.replace("#/components/parameters/", "")];
      if (found === undefined) throw new Error(`${parameter.$ref} is not in the document`);
      return found;
    });
  }

  /** Two of five are right. */
  requests(): fc.Arbitrary<FuzzRequest> {
    const right = this.#right();
    const parts = fc.oneof(
      { weight: 2, arbitrary: right },
      { weight: 3, arbitrary: fc.oneof(...this.#wrong(right)) },
    );
    return parts.map((made) => {
      const { params: _params, ending: _ending, query, ...request } = made;
      return { ...request, target: `${addressOf(made)}${query && `?${query}`}` };
    });
  }

  #named(place: Parameter["in"]): Parameter[] {
    // Who acts for whom is the caller's matter.
    return this.#parameters.filter((parameter) => parameter.in === place && parameter.name !== "X-User-Id");
  }

  /** The parameters of a place, as texts that are right. */
  #texts(
    place: Parameter["in"],
    isPossible: (text: string) => boolean,
  ): fc.Arbitrary<Record<string, string>> {
    const named = this.#named(place);
    const texts = named.map(({ name, schema }) => [
      name,
      this.#values.right(schema, name).map(String).filter(isPossible),
    ]);
    return fc.record<Record<string, string>>(Object.fromEntries(texts), {
      requiredKeys: named.filter(({ required }) => required).map(({ name }) => name),
      noNullPrototype: true,
    });
  }

  #right(): fc.Arbitrary<Parts> {
    const made = fc.record({
      caller: callers,
      params: this.#texts("path", isSegment),
      query: this.#texts("query", () => true),
      headers: this.#texts("header", isHeader),
      body: this.#rightBody(),
    });
    return made.map(({ caller, params, query, headers, body }) => ({
      address: this.#address,
      declaredMethod: this.#method,
      method: this.#method,
      caller,
      params,
      ending: "",
      // With every filter at once hardly anything would ever be found.
      query: new URLSearchParams(Object.entries(query).slice(0, 3)).toString(),
      headers: { ...headers, ...body?.headers },
      body: body?.bytes ?? null,
      wrong: null,
    }));
  }

  /** The JSON texts of right bodies; null where the operation takes none. */
  #bodyTexts(): fc.Arbitrary<string> | null {
    const schema = this.#operation.requestBody?.content["application/json"]?.schema;
    if (schema === undefined) return null;
    const made = this.#values.right(schema).map((value) => JSON.stringify(value));
    const bodies = this.#operation["x-requests"].flatMap(({ body }) => body ?? []);
    if (bodies.length === 0) return made;
    const shown = fc.constantFrom(...bodies.map((body) => JSON.stringify(body)));
    return fc.oneof({ weight: 2, arbitrary: made }, { weight: 1, arbitrary: shown });
  }

  #rightBody(): fc.Arbitrary<Body | null> {
    const bodies = this.#bodyTexts()?.map(jsonBody);
    if (bodies === undefined) return fc.constant(null);
    return this.#operation.requestBody?.required ? bodies : fc.option(bodies, { freq: 4 });
  }

  /** One arbitrary for each kind of fault. */
  #wrong(right: fc.Arbitrary<Parts>): fc.Arbitrary<Parts>[] {
    const spoil: Spoil = (wrong, faults, change) =>
      fc.tuple(right, faults).map(([parts, fault]) => ({ ...parts, wrong, ...change(parts, fault) }));
    return [
      spoil(
        "another method",
        fc.constantFrom("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST", "GET"),
        ({ body }, method) => ({
          method,
          body: method === "GET" || method === "HEAD" ? null : body,
        }),
      ),
      spoil(
        "another address",
        fc.constantFrom("/x", "/", "%2F..", "/..%2f", ";a=b", "%00"),
        (_parts, ending) => ({ ending }),
      ),
      spoil("odd headers", fc.constantFrom(...oddHeaders), ({ headers }, more) => ({
        headers: { ...headers, ...more },
      })),
      ...this.#wrongParameters(spoil),
      ...this.#wrongBodies(spoil),
    ];
  }

  #wrongParameters(spoil: Spoil): fc.Arbitrary<Parts>[] {
    const junk = fc.constantFrom(...junkParameters, ...hostileTexts);
    const unknown = fc.constantFrom(
      "limits",
      "token",
      "access_token",
      "__proto__",
      "constructor",
      "a[b]",
      "",
    );
    const asked = (query: string, name: string, value: string) =>
      [query, new URLSearchParams([[name, value]]).toString()].filter(Boolean).join("&");
    const wrong = (place: string, name: string) => `${name} in the ${place}`;
    return [
      spoil("an unknown parameter", fc.tuple(unknown, junk), ({ query }, [name, value]) => ({
        query: asked(query, name, value),
      })),
      ...this.#named("query").map(({ name }) =>
        spoil(wrong("query", name), junk, ({ query }, value) => ({ query: asked(query, name, value) })),
      ),
      ...this.#named("header").map(({ name }) =>
        spoil(
          wrong("headers", name),
          fc.constantFrom("éÿ", "a b", "x".repeat(8_000), "-1", "1e999"),
          ({ headers }, value) => ({
            headers: { ...headers, [name]: value },
          }),
        ),
      ),
      ...this.#named("path").map(({ name }) =>
        spoil(wrong("path", name), junk.filter(isSegment), ({ params }, value) => ({
          params: { ...params, [name]: value.slice(0, 5_000) },
        })),
      ),
    ];
  }

  #wrongBodies(spoil: Spoil): fc.Arbitrary<Parts>[] {
    const replace = ({ headers }: Parts, body: Body): Partial<Parts> => {
      const others = Object.entries(headers).filter(([name]) => name !== "Content-Type");
      return { headers: { ...Object.fromEntries(others), ...body.headers }, body: body.bytes };
    };
    const schema = this.#operation.requestBody?.content["application/json"]?.schema;
    const texts = this.#bodyTexts();
    if (schema === undefined || texts === null) {
      if (this.#method === "GET") return [];
      return [
        spoil("a body that nobody asked for", fc.constantFrom("{}", "x", '{"a":1}').map(jsonBody), replace),
      ];
    }
    const wrongValues = this.#values.wrong(schema).map((value) => jsonBody(JSON.stringify(value)));
    const values = spoil("a value in the body", wrongValues, replace);
    const spoilt = spoil("the body", spoilText(texts), (parts, [name, body]) => ({
      ...replace(parts, body),
      wrong: `the body: ${name}`,
    }));
    // Here most checks are.
    return [values, values, values, spoilt, spoilt];
  }
}
