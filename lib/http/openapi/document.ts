/** The OpenAPI 3.1 document, made from the contract. Nothing in it is written by hand twice. */
import { endpoints } from "@/lib/contract/api";
import { tags } from "@/lib/contract/endpoint";
import type { OpenApiDocument } from "@/lib/contract/openapi-document";
import { commonComponents, introduction } from "./common";
import { operationOf } from "./operation";
import { problemExamples } from "./responses";
import { SchemaCollector } from "./schemas";

/** The contract's own version: it grows when something is added and jumps when something goes. */
const VERSION = "1.0.0";

let made: OpenApiDocument | undefined;

/** The same for everybody, so it is made once. */
export function openApiDocument(): OpenApiDocument {
  made ??= makeDocument();
  return made;
}

function makeDocument(): OpenApiDocument {
  const schemas = new SchemaCollector();
  const paths: OpenApiDocument["paths"] = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint, schemas),
    };
  }
  const used = new Set(endpoints.map(({ tag }) => tag));
  return {
    openapi: "3.1.0",
    info: { title: "Presentation Jobs", version: VERSION, description: introduction },
    servers: [{ url: "/" }],
    tags: tags.filter((tag) => used.has(tag)).map((name) => ({ name })),
    paths,
    components: { schemas: schemas.components, examples: problemExamples(endpoints), ...commonComponents },
  };
}
