/** Lists of jobs that people keep: private ones, and those they share. */
import { z } from "zod";
import { endpoint } from "../endpoint";
import { savedView, viewChange, viewInput, viewListQuery, viewPath } from "../views";
import { exampleViewId } from "./example-ids";

const theView = { view_id: exampleViewId };
const unknownView = {
  name: "An unknown view",
  params: { view_id: "nowhere" },
  status: 404,
  error: "view_not_found",
} as const;

export const listViews = endpoint({
  id: "listViews",
  method: "GET",
  path: "/api/views",
  access: "job:read",
  tag: "Jobs",
  summary: "List saved views",
  description: "Your own and the shared ones, by name. Teachers have their own only.",
  query: viewListQuery,
  answers: { 200: { description: "The views", schema: z.array(savedView) } },
  examples: [{ name: "With the number of jobs in each", query: { counts: "true" }, status: 200 }],
});

export const createView = endpoint({
  id: "createView",
  method: "POST",
  path: "/api/views",
  access: "job:read",
  tag: "Jobs",
  summary: "Save a view",
  description:
    "`query` is that of the page `/jobs`. Sharing is for those who may act on everybody's jobs: it changes what all others see.",
  body: viewInput,
  answers: { 201: { description: "The view", schema: savedView } },
  errors: ["view_name_taken"],
  examples: [
    { name: "Private", body: { name: "Waiting long", query: "status=pending&sort=created_at" }, status: 201 },
    {
      name: "For everybody",
      body: { name: "Night failures", query: "status=failed,timeout&created_within=24h", is_shared: true },
      status: 201,
    },
    {
      name: "A name that is taken",
      body: { name: "Failed today", query: "status=failed" },
      status: 409,
      error: "view_name_taken",
    },
  ],
});

export const changeView = endpoint({
  id: "changeView",
  method: "PATCH",
  path: "/api/views/{view_id}",
  access: "job:read",
  tag: "Jobs",
  summary: "Change a view",
  description: "Its owner may, and an administrator when it is shared.",
  params: viewPath,
  body: viewChange,
  answers: { 200: { description: "The view as it is now", schema: savedView } },
  errors: ["view_not_found", "view_name_taken"],
  examples: [
    { name: "Another name", params: theView, body: { name: "Failed in a day" }, status: 200 },
    { ...unknownView, body: { name: "Failed in a day" } },
  ],
});

export const deleteView = endpoint({
  id: "deleteView",
  method: "DELETE",
  path: "/api/views/{view_id}",
  access: "job:read",
  tag: "Jobs",
  summary: "Delete a view",
  description: "Its owner may, and an administrator when it is shared. The jobs stay.",
  params: viewPath,
  answers: { 204: { description: "The view is gone" } },
  errors: ["view_not_found"],
  examples: [{ name: "A view", params: theView, status: 204 }, unknownView],
});

export const viewEndpoints = [listViews, createView, changeView, deleteView];
