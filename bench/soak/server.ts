/** The product's own route for new jobs behind a plain HTTP server, in a process that can be killed. It tells its port. */
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { POST } from "@/app/api/presentations/generate/route";

async function asRequest(message: IncomingMessage): Promise<Request> {
  const { authorization = "", "content-type": contentType = "" } = message.headers;
  const headers = { authorization, "content-type": contentType };
  return new Request(`http://127.0.0.1${message.url}`, {
    method: "POST",
    headers,
    body: await buffer(message),
  });
}

// Before it listens: whoever started it may be gone by then.
process.on("disconnect", () => process.exit(0));

const server = createServer((message, response) => {
  asRequest(message)
    .then((request) => POST(request, { params: Promise.resolve({}) }))
    .then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    })
    .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});
