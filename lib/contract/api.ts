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
