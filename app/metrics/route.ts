import { metrics } from "@/lib/contract/endpoints/system";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { METRICS_TYPE, readMetrics } from "@/lib/stats/metrics";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(
    metrics,
    async ({ caller }) =>
      new Response(await readMetrics(caller), {
        headers: { "Content-Type": METRICS_TYPE, "Cache-Control": "no-store" },
      }),
  ),
});
