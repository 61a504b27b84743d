import { describe, expect, it } from "vitest";
import { languages } from "./languages";
import { messagesOf } from "./messages";

/** `{ "shell.signOut": "Sign out" }` */
function flatten(tree: object, path = ""): Record<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" ? [[here, value]] : Object.entries(flatten(value, here));
  });
  return Object.fromEntries(entries);
}

/** The names of the values and tags that a message holds: `{count, plural, …}` → count. */
function argumentsOf(message: string): string[] {
  const names = [...message.matchAll(/\{\s*(\w+)\s*[,}]|<(\w+)>/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return [...new Set(names)].sort();
}

const english = flatten(messagesOf("en"));

describe.each(languages)("the messages in %s", (language) => {
  const own = flatten(messagesOf(language));

  it("are those of English, no more and no less", () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
  });

  it("hold the same values, and none is empty", () => {
    for (const [key, message] of Object.entries(own)) {
      expect(message.trim(), key).not.toBe("");
      expect({ key, values: argumentsOf(message) }).toEqual({ key, values: argumentsOf(english[key] ?? "") });
    }
  });
});
