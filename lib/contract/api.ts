/** The whole API: every endpoint there is. Browser-safe. */
import type { AnyEndpoint } from "./endpoint";
import { accountEndpoints } from "./endpoints/account";
import { alertEndpoints } from "./endpoints/alerts";
import { auditEndpoints } from "./endpoints/audit";
import { authEndpoints } from "./endpoints/auth";
import { bulkActionEndpoints } from "./endpoints/bulk-actions";
import { deckEndpoints } from "./endpoints/decks";
import { jobActionEndpoints } from "./endpoints/job-actions";
import { jobEndpoints } from "./endpoints/jobs";
import { lessonEndpoints } from "./endpoints/lessons";
import { peopleEndpoints } from "./endpoints/people";
import { queueEndpoints } from "./endpoints/queue";
import { settingsEndpoints } from "./endpoints/settings";
import { systemEndpoints } from "./endpoints/system";
import { tokenEndpoints } from "./endpoints/tokens";
import { viewEndpoints } from "./endpoints/views";

export const endpoints: readonly AnyEndpoint[] = [
  ...jobEndpoints,
  ...jobActionEndpoints,
  ...viewEndpoints,
  ...bulkActionEndpoints,
  ...queueEndpoints,
  ...alertEndpoints,
  ...deckEndpoints,
  ...lessonEndpoints,
  ...authEndpoints,
  ...accountEndpoints,
  ...peopleEndpoints,
  ...tokenEndpoints,
  ...auditEndpoints,
  ...settingsEndpoints,
  ...systemEndpoints,
];

/** Every endpoint with its types, by its id: what the typed client is made from. A new file of endpoints adds its line. */
export type DeclaredEndpoints = EndpointsOf<
  typeof import("./endpoints/account") &
    typeof import("./endpoints/alerts") &
    typeof import("./endpoints/audit") &
    typeof import("./endpoints/auth") &
    typeof import("./endpoints/bulk-actions") &
    typeof import("./endpoints/decks") &
    typeof import("./endpoints/job-actions") &
    typeof import("./endpoints/jobs") &
    typeof import("./endpoints/lessons") &
    typeof import("./endpoints/people") &
    typeof import("./endpoints/queue") &
    typeof import("./endpoints/settings") &
    typeof import("./endpoints/system") &
    typeof import("./endpoints/tokens") &
    typeof import("./endpoints/views")
>;

type EndpointsOf<M> = {
  [N in keyof M as M[N] extends { id: string; method: string; path: string } ? N : never]: M[N];
};
