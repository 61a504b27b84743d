/** The product's own routes behind a plain HTTP server, in a process that can be harmed. It tells its port. */
import { createServer, type IncomingMessage } from "node:http";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { GET as getReadyz } from "@/app/readyz/route";
import { POST as generate } from "../presentations/generate/route";
import { GET as getJob } from "../presentations/jobs/[jobId]/route";
import { GET as listJobs } from "../presentations/jobs/route";

async function asRequest(message: IncomingMessage): Promise<Request> {
  const { authorization = "", "content-type": contentType = "" } = message.headers;
  const body = message.method === "POST" ? await buffer(message) : null;
  return new Request(`http://127.0.0.1${message.url}`, {
    method: message.method ?? "GET",
    headers: { authorization, "content-type": contentType },
    body,
  });
}

function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const none = { params: Promise.resolve({}) };
  switch (pathname) {
    case "/readyz":
      return getReadyz(request, none);
    case "/api/presentations/generate":
      return generate(request, none);
    case "/api/presentations/jobs":
      return listJobs(request, none);
    default:
      return getJob(request, { params: Promise.resolve({ jobId: path.basename(pathname) }) });
  }
}

// Before it listens: whoever started it may be gone by then.
process.on("disconnect", () => process.exit(0));

const server = createServer((message, response) => {
  asRequest(message)
    .then(answer)
    .then(async (reply) => {
      response.writeHead(reply.status, Object.fromEntries(reply.headers));
      response.end(await reply.text());
    })
    .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});
