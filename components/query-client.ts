import { QueryClient } from "@tanstack/react-query";

/** One per request on the server, one per tab in the browser. Live updates keep it fresh, so focus does not refetch. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The client repeats what may be repeated (lib/client/call.ts).
        retry: false,
      },
    },
  });
}
