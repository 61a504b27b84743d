/** How the queue stands, for those who may operate it. */
import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "../http/api";

export const queueStateQuery = queryOptions({
  queryKey: ["queue", "state"],
  queryFn: ({ signal }) => dataOf(api.getQueueState({ signal })),
});
