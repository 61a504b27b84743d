/** The whole API: every endpoint there is. Browser-safe. */
import type { AnyEndpoint } from "./endpoint";
import { authEndpoints } from "./endpoints/auth";
import { deckEndpoints } from "./endpoints/decks";
import { jobEndpoints } from "./endpoints/jobs";
import { lessonEndpoints } from "./endpoints/lessons";
import { systemEndpoints } from "./endpoints/system";

export const endpoints: readonly AnyEndpoint[] = [
  ...jobEndpoints,
  ...deckEndpoints,
  ...lessonEndpoints,
  ...authEndpoints,
  ...systemEndpoints,
];

/** Every endpoint with its types, by its id: what the typed client is made from. A new file of endpoints adds its line. */
export type DeclaredEndpoints = EndpointsOf<
  typeof import("./endpoints/auth") &
    typeof import("./endpoints/decks") &
    typeof import("./endpoints/jobs") &
    typeof import("./endpoints/lessons") &
    typeof import("./endpoints/system")
>;

type EndpointsOf<M> = {
  [N in keyof M as M[N] extends { id: string; method: string; path: string } ? N : never]: M[N];
};
