/** The whole API: every endpoint there is. Browser-safe. */
import type { AnyEndpoint } from "./endpoint";
import { accountEndpoints } from "./endpoints/account";
import { authEndpoints } from "./endpoints/auth";
import { deckEndpoints } from "./endpoints/decks";
import { jobActionEndpoints } from "./endpoints/job-actions";
import { jobEndpoints } from "./endpoints/jobs";
import { lessonEndpoints } from "./endpoints/lessons";
import { peopleEndpoints } from "./endpoints/people";
import { queueEndpoints } from "./endpoints/queue";
import { systemEndpoints } from "./endpoints/system";
import { tokenEndpoints } from "./endpoints/tokens";

export const endpoints: readonly AnyEndpoint[] = [
  ...jobEndpoints,
  ...jobActionEndpoints,
  ...queueEndpoints,
  ...deckEndpoints,
  ...lessonEndpoints,
  ...authEndpoints,
  ...accountEndpoints,
  ...peopleEndpoints,
  ...tokenEndpoints,
  ...systemEndpoints,
];
