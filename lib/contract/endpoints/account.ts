/** What callers may know and change of themselves. */
import { z } from "zod";
import {
  backupCodes,
  codeInput,
  done,
  passwordChange,
  passwordInput,
  passwordSet,
  profileChange,
  setPasswordInput,
  totpBegun,
} from "../auth";
import { endpoint } from "../endpoint";
import { endedSessions, me, session, sessionPath } from "../people";
import { pageQuery } from "../query";
import { pageHeaders } from "./page-headers";

/** With an API token there is no account to change. */
const noPerson = { name: "With an API token", status: 403, error: "permission_denied" } as const;

export const getMe = endpoint({
  id: "getMe",
  method: "GET",
  path: "/api/me",
  access: "signed-in",
  tag: "Account",
  summary: "Who am I, and what may I do",
  answers: { 200: { description: "The caller", schema: me } },
  examples: [{ name: "With any credential", status: 200 }],
});

export const changeMe = endpoint({
  id: "changeMe",
  method: "PATCH",
  path: "/api/me",
  access: "signed-in",
  tag: "Account",
  summary: "Change my name or e-mail address",
  description: "I sign in with the e-mail address, so another one takes my password.",
  body: profileChange,
  answers: { 200: { description: "The caller", schema: me } },
  errors: ["email_taken"],
  examples: [{ ...noPerson, body: { name: "Ada" } }],
});

export const listSessions = endpoint({
  id: "listSessions",
  method: "GET",
  path: "/api/sessions",
  access: "signed-in",
  tag: "Account",
  summary: "Where I am signed in",
  description: "The last used first, page by page.",
  query: pageQuery,
  answers: { 200: { description: "One page of sessions", schema: z.array(session), headers: pageHeaders } },
  examples: [noPerson],
});

export const endSession = endpoint({
  id: "endSession",
  method: "DELETE",
  path: "/api/sessions/{session_id}",
  access: "signed-in",
  tag: "Account",
  summary: "End one of my sessions",
  params: sessionPath,
  answers: { 204: { description: "Ended" } },
  errors: ["session_not_found"],
  examples: [{ ...noPerson, params: { session_id: "nowhere" } }],
});

export const endOtherSessions = endpoint({
  id: "endOtherSessions",
  method: "DELETE",
  path: "/api/sessions",
  access: "signed-in",
  tag: "Account",
  summary: "End all my other sessions",
  answers: { 200: { description: "How many ended", schema: endedSessions } },
  examples: [noPerson],
});

export const changePassword = endpoint({
  id: "changePassword",
  method: "POST",
  path: "/api/me/password",
  access: "signed-in",
  tag: "Account",
  summary: "Change my password",
  description: "Ends my other sessions. Wrong current passwords are slowed down like sign-ins.",
  body: passwordChange,
  answers: { 200: { description: "Changed", schema: done } },
  examples: [
    {
      ...noPerson,
      body: { current_password: "a long enough sentence", new_password: "another long enough sentence" },
    },
  ],
});

export const beginTotp = endpoint({
  id: "beginTotp",
  method: "POST",
  path: "/api/me/totp",
  access: "signed-in",
  tag: "Account",
  summary: "Begin to set up an authenticator app",
  description: "Nothing is asked at sign-in until a code of the app has been confirmed.",
  body: passwordInput,
  answers: { 200: { description: "What the app must know", schema: totpBegun } },
  examples: [{ ...noPerson, body: { password: "a long enough sentence" } }],
});

export const confirmTotp = endpoint({
  id: "confirmTotp",
  method: "POST",
  path: "/api/me/totp/confirm",
  access: "signed-in",
  tag: "Account",
  summary: "Turn the authenticator app on",
  body: codeInput,
  answers: { 200: { description: "The backup codes, shown this once", schema: backupCodes } },
  examples: [{ ...noPerson, body: { code: "123456" } }],
});

export const disableTotp = endpoint({
  id: "disableTotp",
  method: "POST",
  path: "/api/me/totp/disable",
  access: "signed-in",
  tag: "Account",
  summary: "Turn the authenticator app off",
  body: passwordInput,
  answers: { 200: { description: "Turned off", schema: done } },
  examples: [{ ...noPerson, body: { password: "a long enough sentence" } }],
});

export const setPassword = endpoint({
  id: "setPassword",
  method: "POST",
  path: "/api/auth/set-password",
  access: "everybody",
  uncounted: true,
  tag: "Sign-in",
  summary: "Set a password with a set-up link",
  description: "The link comes from an administrator and works once. Sign in afterwards.",
  body: setPasswordInput,
  answers: { 200: { description: "The password is set", schema: passwordSet } },
  errors: ["permission_denied"],
  examples: [
    {
      name: "A spent link",
      body: { token: "a-token-of-an-old-link", password: "a long enough sentence" },
      status: 403,
      error: "permission_denied",
    },
  ],
});

export const accountEndpoints = [
  getMe,
  changeMe,
  listSessions,
  endSession,
  endOtherSessions,
  changePassword,
  beginTotp,
  confirmTotp,
  disableTotp,
  setPassword,
];
