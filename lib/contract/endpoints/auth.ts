/** People sign in to the dashboard and out. */
import { currentSession, setupInput, signedIn, signedOut, signInInput } from "../auth";
import { endpoint } from "../endpoint";
import { examplePerson } from "./example-ids";

const setsCookie = { "Set-Cookie": "The session" } as const;

export const signIn = endpoint({
  id: "signIn",
  method: "POST",
  path: "/api/auth/sign-in/email",
  access: "everybody",
  // Its own throttle and line (lib/auth/sign-in-throttle.ts, password-line.ts) bound it, and a flood of others must keep no
  // administrator out.
  uncounted: true,
  tag: "Sign-in",
  summary: "Sign in",
  description:
    "Accepted from the server's own pages only. After five wrong passwords an account waits, for longer each time.",
  body: signInInput,
  answers: { 200: { description: "Signed in", schema: signedIn, headers: setsCookie } },
  errors: ["unauthenticated", "second_factor_required", "permission_denied", "rate_limited"],
  examples: [
    { name: "Sign in", body: { email: examplePerson.email, password: examplePerson.password }, status: 200 },
    {
      name: "A wrong password",
      body: { email: "somebody@school.example", password: "not the password" },
      status: 401,
      error: "unauthenticated",
    },
  ],
});

export const signOut = endpoint({
  id: "signOut",
  method: "POST",
  path: "/api/auth/sign-out",
  access: "everybody",
  // Whoever floods us as nobody must keep nobody signed in.
  uncounted: true,
  tag: "Sign-in",
  summary: "Sign out",
  description: "Ends the session of the cookie, if there is one. Accepted from the server's own pages only.",
  answers: { 200: { description: "Signed out", schema: signedOut, headers: setsCookie } },
  errors: ["unauthenticated", "permission_denied"],
  examples: [{ name: "Without a session", status: 200 }],
});

export const getSession = endpoint({
  id: "getSession",
  method: "GET",
  path: "/api/auth/get-session",
  access: "everybody",
  tag: "Sign-in",
  summary: "Who is signed in",
  answers: {
    200: {
      description: "The session of the cookie and its person, or `null`",
      schema: currentSession,
      example: null,
    },
  },
  examples: [{ name: "Nobody", status: 200 }],
});

export const setUp = endpoint({
  id: "setUp",
  method: "POST",
  path: "/api/auth/setup",
  access: "everybody",
  uncounted: true,
  tag: "Sign-in",
  summary: "Spend the set-up link",
  description:
    "Makes the first administrator and signs them in. The link stands in the log of the first start and works once.",
  body: setupInput,
  answers: { 200: { description: "Set up and signed in", schema: signedIn, headers: setsCookie } },
  errors: ["permission_denied", "email_taken"],
  examples: [
    {
      name: "A spent link",
      body: { token: "a-token-of-an-old-link", ...examplePerson },
      status: 403,
      error: "permission_denied",
    },
  ],
});

export const authEndpoints = [signIn, signOut, getSession, setUp];
