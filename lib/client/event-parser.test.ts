import { describe, expect, it } from "vitest";
import { EventParser } from "./event-parser";

const parse = (...pieces: string[]) => {
  const parser = new EventParser();
  return pieces.flatMap((piece) => parser.push(piece));
};
const message = (data: string, rest = {}) => ({ event: "message", data, id: "", retryMs: null, ...rest });

describe("EventParser", () => {
  it.each([
    [
      "an event with everything",
      "event: job\nid: 7\nretry: 2000\ndata: {}\n\n",
      [{ event: "job", data: "{}", id: "7", retryMs: 2000 }],
    ],
    ["a comment between events", ": alive\n\ndata: a\n\n: alive\n\n", [message("a")]],
    ["data of several lines", "data: a\ndata:\ndata: b\n\n", [message("a\n\nb")]],
    ["one space after the colon, no more", "data:a\n\ndata:  b\n\n", [message("a"), message(" b")]],
    ["a field without a colon", "data\n\n", [message("")]],
    [
      "an id that stays, and one that is taken back",
      "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
      [message("a", { id: "1" }), message("b", { id: "1" }), message("c")],
    ],
    ["an id of an event without data", "id: 1\n\ndata: a\n\n", [message("a", { id: "1" })]],
    ["an id with NUL, which is none", "id: 1\0\ndata: a\n\n", [message("a")]],
    ["a retry that is no number", "retry: 2s\ndata: a\n\n", [message("a")]],
    ["a name that is forgotten with its event", "event: job\n\ndata: a\n\n", [message("a")]],
    ["fields nobody knows", "colour: red\ndata: a\n\n", [message("a")]],
    ["an event that is cut off", "data: a\n\ndata: b\n", [message("a")]],
    ["all kinds of line ends", "data: a\r\ndata: b\rdata: c\n\r\n", [message("a\nb\nc")]],
  ])("reads %s", (_name, text, events) => {
    expect(parse(text)).toEqual(events);
  });

  it("takes CR and LF of two pieces for one end of a line", () => {
    expect(parse("data: a\r", "\ndata: b\r", "\n\r", "\n")).toEqual([message("a\nb")]);
    expect(parse("data: a\r", "\r", "data: b\r\r")).toEqual([message("a"), message("b")]);
  });
});
