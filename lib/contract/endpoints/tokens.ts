/** API tokens of services. */
import { z } from "zod";
import { endpoint } from "../endpoint";
import { pageQuery } from "../query";
import { apiToken, newToken, rotateInput, tokenInput, tokenPath } from "../tokens";
import { pageHeaders } from "./page-headers";

const exampleToken = {
  id: "0b9f4d8e-6a55-4c1c-9a86-1d2f1f0e7c44",
  name: "Lesson app",
  prefix: "4f1c09ab77d2",
  scopes: ["lesson:write", "job:create", "job:read"],
  may_act_for_others: true,
  owner_id: null,
  owner_name: null,
  created_at: "2026-01-07T06:30:00.000Z",
  expires_at: "2026-04-07T06:30:00.000Z",
  last_used_at: null,
  rotated_at: null,
  revoked_at: null,
} as const;
const unknownToken = {
  name: "An unknown token",
  params: { token_id: "nowhere" },
  status: 404,
  error: "token_not_found",
} as const;

export const listTokens = endpoint({
  id: "listTokens",
  method: "GET",
  path: "/api/tokens",
  access: "token:manage",
  tag: "Tokens",
  summary: "List API tokens",
  description: "Newest first, revoked and expired ones too, page by page. Secrets are not shown.",
  query: pageQuery,
  answers: {
    200: {
      description: "One page of tokens",
      schema: z.array(apiToken),
      headers: pageHeaders,
      example: [exampleToken],
    },
  },
  examples: [{ name: "The newest", status: 200 }],
});

export const createToken = endpoint({
  id: "createToken",
  method: "POST",
  path: "/api/tokens",
  access: "token:manage",
  tag: "Tokens",
  summary: "Make an API token",
  description:
    "The secret is in this answer and nowhere else. A token never may do more than its owner: when their role shrinks, so does " +
    "the token, and when they are disabled or removed it ends. With `may_act_for_others` the header `X-User-Id` names a teacher " +
    "whose rows alone the request then sees and makes.",
  body: tokenInput,
  answers: { 201: { description: "The token with its secret", schema: newToken } },
  examples: [
    {
      name: "For the lesson app",
      body: {
        name: "Lesson app",
        scopes: ["lesson:write", "job:create", "job:read"],
        may_act_for_others: true,
      },
      status: 201,
    },
  ],
});

export const rotateToken = endpoint({
  id: "rotateToken",
  method: "POST",
  path: "/api/tokens/{token_id}/rotate",
  access: "token:manage",
  tag: "Tokens",
  summary: "Give a token a new secret",
  description: "The old secret ends at once, or after `grace_seconds`.",
  params: tokenPath,
  body: rotateInput,
  optionalBody: true,
  answers: { 200: { description: "The token with its new secret", schema: newToken } },
  errors: ["token_not_found"],
  examples: [{ ...unknownToken, body: { grace_seconds: 3600 } }],
});

export const revokeToken = endpoint({
  id: "revokeToken",
  method: "DELETE",
  path: "/api/tokens/{token_id}",
  access: "token:manage",
  tag: "Tokens",
  summary: "Revoke a token",
  description: "The next request with it is refused already. It stays in the list.",
  params: tokenPath,
  answers: { 200: { description: "The revoked token", schema: apiToken } },
  errors: ["token_not_found"],
  examples: [unknownToken],
});

export const tokenEndpoints = [listTokens, createToken, rotateToken, revokeToken];
