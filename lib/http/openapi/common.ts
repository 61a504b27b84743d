/** What many operations share, written once in the document's components. */
import type { Header, OpenApiDocument, Reference } from "@/lib/contract/openapi-document";

const refer = (names: readonly string[]): Record<string, Reference> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const rateLimit = {
  "RateLimit-Limit": {
    description:
      "Requests that the caller may send in a minute; these three are absent where no limit is set",
    schema: { type: "integer" },
  },
  "RateLimit-Remaining": { description: "Requests left", schema: { type: "integer" } },
  "RateLimit-Reset": { description: "Seconds until the count starts anew", schema: { type: "integer" } },
} satisfies Record<string, Header>;

const requestId = {
  "X-Request-Id": {
    description: "Name of this request; the log has it too",
    schema: { type: "string", format: "uuid" },
  },
} satisfies Record<string, Header>;

export const rateLimitHeaders = refer(Object.keys(rateLimit));
export const requestIdHeader = refer(Object.keys(requestId));

/** Names in `components.parameters`. */
export const parameters = { actingUser: "ActingUser" } as const;

export const commonComponents: Omit<OpenApiDocument["components"], "schemas" | "examples"> = {
  parameters: {
    [parameters.actingUser]: {
      name: "X-User-Id",
      in: "header",
      required: false,
      description: "The teacher for whom a service calls; only API tokens may say it",
      schema: { type: "string", minLength: 1, maxLength: 200 },
    },
  },
  headers: { ...requestId, ...rateLimit },
  securitySchemes: {
    token: { type: "http", scheme: "bearer", description: "An API token, for services" },
    userToken: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
      description: "The lesson app's own token of a user: `sub` is the user's id, `role` teacher or admin",
    },
    session: {
      type: "apiKey",
      in: "cookie",
      name: "presentation-jobs.session_token",
      description:
        "The browser's session, from pages of this server only; on HTTPS the name begins with `__Secure-`",
    },
  },
};

export const introduction = `From lessons to slide decks. Send a lesson, ask for its deck, follow the job, download the files.

Bodies are JSON with names in snake_case; camelCase spellings of the same names are taken too. Times are ISO 8601 in UTC. A field or
parameter that is not documented is refused with 422. Every error is \`application/problem+json\`; its \`error.code\` is for programs,
its \`detail\` for people. A method that an address does not have is refused with 405 and an \`Allow\` header, an unknown address with 404.
HEAD works wherever GET does. An address with a slash at its end is redirected to the one without.

Every answer carries \`X-Request-Id\`, and \`RateLimit-*\` where a rate limit counts it; 401 carries \`WWW-Authenticate\`, 429 and 503 \`Retry-After\`.`;
