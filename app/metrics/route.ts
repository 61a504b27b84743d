import { metrics } from "@/lib/contract/endpoints/system";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { METRICS_TYPE, readMetrics } from "@/lib/stats/metrics/read-metrics";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(
    metrics,
    async () =>
      new Response(await readMetrics(), {
        headers: { "Content-Type": METRICS_TYPE, "Cache-Control": "no-store" },
      }),
  ),
});
