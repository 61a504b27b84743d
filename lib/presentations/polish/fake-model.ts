/** For tests: a real HTTP server on its own port that acts as an OpenAI-compatible endpoint, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { slideText } from "./slide-text";

const request = z.object({
  model: z.string(),
  messages: z.tuple([
    z.object({ role: z.literal("system"), content: z.string() }),
    z.object({ role: z.literal("user"), content: z.string() }),
  ]),
  response_format: z.object({ type: z.literal("json_schema") }),
});
const asked = z.object({ slides: z.array(z.object({ number: z.int(), ...slideText.shape })) });
export type AskedSlide = z.infer<typeof asked>["slides"][number];

/** One request as the endpoint got it. */
export type Asked = {
  headers: IncomingMessage["headers"];
  system: string;
  data: string;
  slides: AskedSlide[];
};

/** Writes the whole response; one that does nothing never answers. */
export type Behaviour = (asked: Asked, response: ServerResponse, count: number) => void;

export type FakeModel = { baseUrl: string; asked: Asked[]; close: () => Promise<void> };

/** Starts the endpoint on a free port of this machine. `count` counts the requests from 1. */
export async function startFakeModel(behaviour: Behaviour): Promise<FakeModel> {
  const received: Asked[] = [];
  const server = createServer((incoming, response) => {
    void json(incoming).then((body) => {
      const { messages } = request.parse(body);
      const data = messages[1].content;
      const { slides } = asked.parse(JSON.parse(data));
      const one = { headers: incoming.headers, system: messages[0].content, data, slides };
      received.push(one);
      behaviour(one, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked: received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** A chat completion whose text is `content`. */
export function sendCompletion(response: ServerResponse, content: string): void {
  const choices = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }];
  sendJson(response, {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "fake",
    choices,
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  });
}

/** Answers every slide in the words that `reword` gives it. */
export function rewording(reword: (slide: AskedSlide) => AskedSlide): Behaviour {
  return ({ slides }, response) => {
    sendCompletion(response, JSON.stringify({ slides: slides.map(reword) }));
  };
}

/** A well-behaved model: each text stays and gets a friendly word. */
export const polite = rewording((slide) => ({
  ...slide,
  title: `${slide.title} together`,
  key_points: slide.key_points.map((point) => `${point} with joy`),
  teacher_script: slide.teacher_script === "" ? "" : `Well then: ${slide.teacher_script}`,
  visual_prompt: slide.visual_prompt === "" ? "" : `${slide.visual_prompt} in bright colours`,
}));
