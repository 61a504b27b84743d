import { describe, expect, it } from "vitest";
import { type Command, GO_WITHIN_MS, readKey } from "./read-key";

type Options = { isWithCommand?: boolean; mayBeSingle?: boolean };

/** What the keys, one every `everyMs`, mean together. */
function press(keys: string[], { isWithCommand = false, mayBeSingle = true }: Options = {}, everyMs = 100) {
  const commands: Command[] = [];
  let goSinceMs: number | null = null;
  for (const [index, key] of keys.entries()) {
    const read = readKey({ key, isWithCommand, mayBeSingle, atMs: index * everyMs }, goSinceMs);
    if (read.command) commands.push(read.command);
    goSinceMs = read.goSinceMs;
  }
  return commands;
}

describe("readKey", () => {
  it.each<[string[], Command[]]>([
    [["?"], [{ kind: "sheet" }]],
    [["/"], [{ kind: "search" }]],
    [["g", "j"], [{ kind: "go", key: "j" }]],
    [["g", "Shift", "J"], [{ kind: "go", key: "j" }]],
    // The second `g` is where to go; there is no such page, and the third begins anew.
    [
      ["g", "g", "g", "o"],
      [
        { kind: "go", key: "g" },
        { kind: "go", key: "o" },
      ],
    ],
    [["g"], []],
    [["j"], []],
    [["k"], []],
  ])("reads %j", (keys, commands) => {
    expect(press(keys)).toEqual(commands);
  });

  it("forgets a `g` after a while", () => {
    expect(press(["g", "/"], {}, GO_WITHIN_MS)).toEqual([{ kind: "go", key: "/" }]);
    expect(press(["g", "/"], {}, GO_WITHIN_MS + 1)).toEqual([{ kind: "search" }]);
  });

  it("takes no single character while somebody types, or where they are turned off", () => {
    expect(press(["?", "/", "g", "j"], { mayBeSingle: false })).toEqual([]);
  });

  it("opens the palette also while somebody types, and leaves the browser its other keys", () => {
    for (const mayBeSingle of [true, false]) {
      expect(press(["k"], { isWithCommand: true, mayBeSingle })).toEqual([{ kind: "palette" }]);
      expect(press(["K"], { isWithCommand: true, mayBeSingle })).toEqual([{ kind: "palette" }]);
      expect(press(["g", "j", "/", "?"], { isWithCommand: true, mayBeSingle })).toEqual([]);
    }
  });
});
