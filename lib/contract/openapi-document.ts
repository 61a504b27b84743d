/** The parts of an OpenAPI 3.1 document that ours has. lib/http/openapi makes it; the API page draws it. Browser-safe. */

export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};

export type Example = { summary?: string; value: unknown };

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
  style?: "form" | "simple";
  explode?: boolean;
};

export type Header = { description: string; schema: JsonSchema };
export type Reference = { $ref: string };
export type Media = { schema?: JsonSchema; examples?: Record<string, Example | Reference> };

export type ResponseObject = {
  description: string;
  headers?: Record<string, Header | Reference>;
  content?: Record<string, Media>;
};

/** A documented request as a whole; OpenAPI has examples of single parts only. `x-` keys are ours. */
export type ShownRequest = {
  name: string;
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  headers?: Record<string, unknown>;
  body?: unknown;
  status: number;
  error?: string;
};

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: (Parameter | Reference)[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, ResponseObject>;
  "x-access": string;
  "x-roles": string[];
  "x-requests": ShownRequest[];
};

export type OpenApiDocument = {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    parameters: Record<string, Parameter>;
    headers: Record<string, Header>;
    /** A problem by its code and status. */
    examples: Record<string, Example>;
    securitySchemes: Record<string, Record<string, string>>;
  };
};
