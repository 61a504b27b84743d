/** The product's own route for new jobs behind a plain HTTP server, in a process that can be killed. It tells its port. */
import { POST } from "@/app/api/presentations/generate/route";
import { serve } from "@/lib/testing/http-server";

// Before it listens: whoever started it may be gone by then.
process.on("disconnect", () => process.exit(0));

const { port } = await serve((request) => POST(request, { params: Promise.resolve({}) }));
process.send?.(port);
