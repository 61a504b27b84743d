/** People, as administrators see them. */
import { z } from "zod";
import { endpoint } from "../endpoint";
import { invitation, invited, person, personChange, personPath, setupLink } from "../people";
import { pageQuery } from "../query";
import { pageHeaders } from "./page-headers";

const unknownPerson = {
  name: "Somebody unknown",
  params: { user_id: "nobody" },
  status: 404,
  error: "person_not_found",
} as const;

export const listUsers = endpoint({
  id: "listUsers",
  method: "GET",
  path: "/api/users",
  access: "user:manage",
  tag: "People",
  summary: "List people",
  description: "By name, page by page.",
  query: pageQuery,
  answers: { 200: { description: "One page of people", schema: z.array(person), headers: pageHeaders } },
  examples: [{ name: "The first page", status: 200 }],
});

export const inviteUser = endpoint({
  id: "inviteUser",
  method: "POST",
  path: "/api/users",
  access: "user:manage",
  tag: "People",
  summary: "Invite somebody",
  description: "Hand them the link of the answer: with it they set their password, once, within three days.",
  body: invitation,
  answers: { 201: { description: "The person, and the link for them", schema: invited } },
  errors: ["email_taken"],
  examples: [
    {
      name: "An operator",
      body: { name: "Bob", email: "bob@school.example", role: "operator" },
      status: 201,
    },
  ],
});

export const changeUser = endpoint({
  id: "changeUser",
  method: "PATCH",
  path: "/api/users/{user_id}",
  access: "user:manage",
  tag: "People",
  summary: "Change a person",
  description:
    "Name, role, disabled, and `totp: false` for somebody who has lost their authenticator app. It holds from the next request " +
    "on; whoever is disabled loses sessions and tokens at once. The last administrator who can sign in stays one.",
  params: personPath,
  body: personChange,
  answers: { 200: { description: "The person", schema: person } },
  errors: ["person_not_found", "last_administrator"],
  examples: [{ ...unknownPerson, body: { role: "viewer" } }],
});

export const removeUser = endpoint({
  id: "removeUser",
  method: "DELETE",
  path: "/api/users/{user_id}",
  access: "user:manage",
  tag: "People",
  summary: "Remove a person",
  description: "Their sessions and tokens go, their lessons and jobs stay.",
  params: personPath,
  answers: { 204: { description: "Removed" } },
  errors: ["person_not_found", "last_administrator"],
  examples: [unknownPerson],
});

export const renewUserSetupLink = endpoint({
  id: "renewUserSetupLink",
  method: "POST",
  path: "/api/users/{user_id}/setup-link",
  access: "user:manage",
  tag: "People",
  summary: "Make a new set-up link",
  description: "For somebody who has lost their link or their password. Older links of theirs end.",
  params: personPath,
  answers: { 200: { description: "The link", schema: setupLink } },
  errors: ["person_not_found"],
  examples: [unknownPerson],
});

export const peopleEndpoints = [listUsers, inviteUser, changeUser, removeUser, renewUserSetupLink];
