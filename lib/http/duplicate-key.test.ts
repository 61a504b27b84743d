import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDuplicateKey } from "./duplicate-key";

/** JSON as it is written, where an object may have a key twice. */
type Written = { entries: [string, Written][] } | { items: Written[] } | { text: string };

const space = fc.constantFrom("", " ", "\n\t");
const key = fc.constantFrom("a", "b", '"', "\\", "{", "},", "é", "");
const escaped = (text: string) =>
  `"${[...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`;

const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 4 },
    fc.record({
      text: fc.constantFrom("1", "null", '"a"', '"\\"a\\":1,"', '"\\\\"', "-1e3", "true", '"[{"'),
    }),
    fc.record({ items: fc.array(tie("written"), { maxLength: 4 }) }),
    fc.record({ entries: fc.array(fc.tuple(key, tie("written")), { maxLength: 4 }) }),
  ),
}));

function textOf(value: Written, gap: string): string {
  if ("text" in value) return gap + value.text + gap;
  if ("items" in value) return `[${gap}${value.items.map((item) => textOf(item, gap)).join(",")}]`;
  const entries = value.entries.map(([name, child], index) => {
    const quoted = index % 2 === 0 ? JSON.stringify(name) : escaped(name);
    return `${gap}${quoted}${gap}:${textOf(child, gap)}`;
  });
  return `{${entries.join(",")}${gap}}${gap}`;
}

function countWritten(value: Written): number {
  if ("text" in value) return 1;
  const children = "items" in value ? value.items : value.entries.map(([, child]) => child);
  return children.reduce((sum, child) => sum + countWritten(child), 1);
}

function countParsed(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + countParsed(child), 1);
}

describe("findDuplicateKey", () => {
  it("finds one exactly when JSON.parse loses something", () => {
    fc.assert(
      fc.property(written, space, (value, gap) => {
        const text = textOf(value, gap);
        const loses = countParsed(JSON.parse(text)) < countWritten(value);
        expect(findDuplicateKey(text) !== null).toBe(loses);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', ["a"]],
    ['{"a":1,"\\u0061":2}', ["a"]],
    ['{"content":{"steps":[1,{"title":1,"x":{"title":2},"title":3}]}}', ["content", "steps", "1", "title"]],
    ['[{"a":1},{"a":1}]', null],
    ['{"a":{"a":{"a":"a"}},"b":["a","a"]}', null],
    ['"text"', null],
  ])("in %s it is %j", (text, place) => {
    expect(findDuplicateKey(text)).toEqual(place);
  });

  it("takes time in proportion to the text", () => {
    const text = `[${'{"a":"\\\\","b":[1,2]},'.repeat(50_000)}1]`;
    const start = performance.now();
    expect(findDuplicateKey(text)).toBeNull();
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
