/** The product's own routes behind a plain HTTP server, in a process that can be harmed. It tells its port. */
import { serve } from "@/lib/testing/http-server";
import { dispatch } from "../_dispatch";

// Before it listens: whoever started it may be gone by then.
process.on("disconnect", () => process.exit(0));

const { port } = await serve(dispatch);
process.send?.(port);
