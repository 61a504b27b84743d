/** Reads a stream of server-sent events, as the HTML standard says (9.2.6), however its text is cut into pieces. */

export type ParsedEvent = {
  event: string;
  data: string;
  /** The last id so far, for `Last-Event-ID`; empty: none. */
  id: string;
  /** How long the server wants clients to wait before they connect again; null: it has not said. */
  retryMs: number | null;
};

export class EventParser {
  #rest = "";
  /** Where the search for the end of a line goes on: `#rest` before it has none. */
  #searched = 0;
  #afterCarriageReturn = false;
  #event = "";
  #data: string[] = [];
  #id = "";
  #retryMs: number | null = null;

  /** The events that `text` completes. One without its empty line is not complete, and lost if the stream ends there. */
  push(text: string): ParsedEvent[] {
    const events: ParsedEvent[] = [];
    this.#rest += text;
    for (let line = this.#nextLine(); line !== null; line = this.#nextLine()) {
      const event = this.#take(line);
      if (event !== null) events.push(event);
    }
    return events;
  }

  /** A line ends with CR LF, LF or CR. After a CR at the end of a piece the LF may come with the next one. */
  #nextLine(): string | null {
    if (this.#afterCarriageReturn && this.#rest !== "") {
      if (this.#rest.startsWith("\n")) this.#rest = this.#rest.slice(1);
      this.#afterCarriageReturn = false;
    }
    for (let at = this.#searched; at < this.#rest.length; at++) {
      const character = this.#rest[at];
      if (character !== "\n" && character !== "\r") continue;
      const line = this.#rest.slice(0, at);
      this.#rest = this.#rest.slice(at + 1);
      this.#searched = 0;
      this.#afterCarriageReturn = character === "\r";
      return line;
    }
    this.#searched = this.#rest.length;
    return null;
  }

  #take(line: string): ParsedEvent | null {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    // A comment: the server shows that it lives.
    if (colon === 0) return null;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    else if (field === "retry" && /^\d{1,9}$/.test(value)) this.#retryMs = Number(value);
    return null;
  }

  #dispatch(): ParsedEvent | null {
    const event = this.#event || "message";
    const data = this.#data;
    this.#event = "";
    this.#data = [];
    return data.length === 0 ? null : { event, data: data.join("\n"), id: this.#id, retryMs: this.#retryMs };
  }
}
