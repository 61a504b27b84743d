/** A real HTTPS server on this machine that takes alerts, and answers as a test wants. */
import { once } from "node:events";
import type { Agent } from "node:https";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { RequestFilteringHttpsAgent } from "request-filtering-agent";
import { generate } from "selfsigned";
import { type AlertNotice, alertNotice } from "@/lib/contract/alerts";

export type Received = { path: string; headers: Record<string, unknown>; notice: AlertNotice };

const HOST = "127.0.0.1";

export class AlertReceiver {
  readonly received: Received[] = [];
  /** How many have connected, whatever they said. */
  connections = 0;
  /** What the next answers are; afterwards 204. Null: none at all. */
  readonly answers: (number | null)[] = [];
  readonly #server: Server;
  readonly #certificate: string;
  readonly #arrivals: (() => void)[] = [];

  static async start(): Promise<AlertReceiver> {
    const made = await generate([{ name: "commonName", value: HOST }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: HOST }] }],
    });
    const receiver = new AlertReceiver(made.private, made.cert);
    receiver.#server.listen(0, HOST);
    await once(receiver.#server, "listening");
    return receiver;
  }

  private constructor(key: string, cert: string) {
    this.#certificate = cert;
    this.#server = createServer({ key, cert }, async (request, response) => {
      const { url = "", headers } = request;
      this.received.push({ path: url, headers, notice: alertNotice.parse(JSON.parse(await text(request))) });
      for (const tell of this.#arrivals.splice(0)) tell();
      const status = this.answers.length > 0 ? this.answers.shift() : 204;
      if (status) response.writeHead(status, { Location: `${this.url}/elsewhere` }).end();
    });
    this.#server.on("connection", () => {
      this.connections++;
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port; // of a server on a port it is one
  }

  get url(): string {
    return `https://${HOST}:${this.port}`;
  }

  /** The policy of production, but for this one address; and who signed our certificate. */
  agent(): Agent {
    return new RequestFilteringHttpsAgent({ allowIPAddressList: [HOST], ca: this.#certificate });
  }

  /** Until the next one has come whole. */
  arrival(): Promise<void> {
    return new Promise((resolve) => this.#arrivals.push(resolve));
  }

  /** What came, of one kind of alert, as "fired" or "resolved", oldest first. */
  eventsOf(kind: AlertNotice["kind"]): AlertNotice["event"][] {
    return this.received.flatMap(({ notice }) => (notice.kind === kind ? [notice.event] : []));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
