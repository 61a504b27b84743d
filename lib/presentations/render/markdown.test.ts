import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import type { DeckContent, Slide } from "@/lib/contract/decks";
import { squeeze } from "../lesson/clean-text";
import { renderMarkdown } from "./markdown";

const slide: Slide = {
  id: "s1",
  order: 0,
  title: "Clap the pattern",
  subtitle: "Pairs",
  key_points: ["Listen to four beats", "Clap them back"],
  teacher_script: "Clap first.\nThen let them answer.\n\nPraise the pulse.",
  visual_prompt: "Two children clapping",
  duration_minutes: 10,
  source_section: "activity",
  activity_id: "a1",
  standard_codes: ["1.CR.1", "1.PR.2"],
};
const deck = (slides: Slide[], title = "Rhythm"): DeckContent => ({
  title,
  subtitle: "Grade 1",
  language: "en",
  total_duration_minutes: 45,
  slides,
});

const parseCommonMark = (markdown: string) => fromMarkdown(markdown);
const parseGfm = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/**
 * Every text of the deck as a reader's parser finds it, with the number of its step or the mark of a nested point, and the
 * kinds of markup that stand in the document.
 */
function read(tree: Root): { texts: string[]; kinds: Set<string> } {
  const texts: string[] = [];
  const kinds = new Set<string>();
  const visit = (node: Nodes, mark: string, isInItem: boolean): void => {
    if (node.type === "paragraph" || node.type === "heading") texts.push(mark + shown(node));
    // A bare address that this parser turns into a link shows itself: text all the same.
    if (node.type === "link" && ["", "http://", "mailto:"].some((p) => p + shown(node) === node.url)) return;
    kinds.add(node.type);
    if (!("children" in node)) return;
    node.children.forEach((child, index) => {
      if (node.type !== "list") visit(child, index === 0 ? mark : "", node.type === "listItem");
      else visit(child, node.ordered ? `${(node.start ?? 1) + index}. ` : isInItem ? "– " : "", false);
    });
  };
  visit(tree, "", false);
  return { texts, kinds };
}

function shown(node: Nodes): string {
  if (node.type === "break") return "\n";
  return "children" in node ? node.children.map(shown).join("") : textOf(node);
}

const OURS = new Set(
  "root heading paragraph text strong emphasis list listItem blockquote thematicBreak break".split(" "),
);

const hostile = [
  "# Not a heading",
  "Not a heading\n---",
  "| a | b |\n| - | - |",
  "<script>alert(1)</script>",
  "<!-- hidden -->",
  "`code` and ```fence```",
  "```",
  "[click](javascript:alert(1)) ![x](y.png) [ref][ref]",
  "[ref]: https://example.org",
  "https://example.org/a_b_c www.example.org me@example.org",
  "<https://example.org>",
  "]]> &amp; &#60; &copy;",
  "**bold** _soft_ ~~gone~~ *",
  "1. one",
  "999999999. many",
  "007. agent",
  "– nested",
  "- [ ] task",
  "[^1] and [^1]: note",
  "+ plus",
  "> quote",
  "    four spaces",
  "\\ backslash \\* end\\",
  "$x$ {{ y }} :::",
  "***",
  "===",
  "قف هنا ‮ abc 🎵𝄞",
];

/** What a text field looks like when it is shown: no white space around lines. */
const lines = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim().split("\n").map(squeeze).join("\n"))
    .filter((part) => part !== "");

function expectShownAsText(text: string): void {
  const content = deck(
    [
      {
        ...slide,
        title: text,
        subtitle: text,
        key_points: ["Start", text, `– ${text.trim()}`, text],
        teacher_script: text,
        visual_prompt: text,
        standard_codes: [text],
      },
    ],
    text,
  );
  const markdown = renderMarkdown(content);
  const one = squeeze(text);
  for (const parse of [parseCommonMark, parseGfm]) {
    const { texts, kinds } = read(parse(markdown));
    expect(texts).toEqual([
      one,
      "Grade 1",
      "Duration: 45 min",
      `Standards: ${one}`,
      "Slides: 1",
      "Language: en",
      `1. ${one}`,
      one,
      "Start",
      ...lines(text),
      ...lines(`– ${text.trim()}`),
      ...lines(text),
      "Duration: 10 min",
      `Standards: ${one}`,
      "Teacher script",
      ...lines(text),
      `Visual: ${one}`,
    ]);
    for (const kind of kinds) expect(OURS).toContain(kind);
  }
}

describe("renderMarkdown", () => {
  it("writes a document that reads well as it stands", () => {
    expect(renderMarkdown(deck([slide]))).toBe(`# Rhythm

*Grade 1*

- **Duration:** 45 min
- **Standards:** 1.CR.1, 1.PR.2
- **Slides:** 1
- **Language:** en

---

## 1. Clap the pattern

*Pairs*

- Listen to four beats
- Clap them back

**Duration:** 10 min

**Standards:** 1.CR.1, 1.PR.2

> **Teacher script**
>
> Clap first.\\
> Then let them answer.
>
> Praise the pulse.

**Visual:** Two children clapping
`);
  });

  it("writes steps as numbered lists, and nested points below theirs", () => {
    const key_points = ["Before", "3. Listen", "– twice", "– eyes closed", "4. Clap", "7. Sing", "After"];
    const [, points] = renderMarkdown(deck([{ ...slide, key_points }])).split("*Pairs*\n\n");
    expect(points?.split("\n\n**Duration")[0]).toBe(
      `- Before

3. Listen
   - twice
   - eyes closed
4. Clap

7) Sing

- After`,
    );
  });

  it("keeps the mark of a nested point that has nothing above it", () => {
    expect(renderMarkdown(deck([{ ...slide, key_points: ["– twice"] }]))).toContain("- – twice\n");
  });

  it("speaks the lesson's language", () => {
    const markdown = renderMarkdown({ ...deck([slide]), language: "zh-Hans" });
    expect(markdown).toContain("- **时长:** 45 分钟\n");
    expect(markdown).toContain("> **教师讲稿**\n");
  });

  it("leaves out what a slide does not have", () => {
    const bare: Slide = {
      ...slide,
      subtitle: null,
      key_points: [],
      teacher_script: "",
      visual_prompt: " ",
      duration_minutes: null,
      standard_codes: [],
    };
    expect(renderMarkdown({ ...deck([bare]), subtitle: null, total_duration_minutes: null })).toBe(
      "# Rhythm\n\n- **Slides:** 1\n- **Language:** en\n\n---\n\n## 1. Clap the pattern\n",
    );
  });

  it.each(hostile)("shows %j as text", (text) => {
    expectShownAsText(text);
  });

  it("shows any text as text", () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile, ..."#|<>`[]()!*_~:-+=&;\\/.@^$\"'1w \n"),
      fc.string({ maxLength: 6 }).filter((text) => !text.includes("\0")),
    );
    const text = fc
      .array(piece, { minLength: 1, maxLength: 8 })
      .map((pieces) => pieces.join(""))
      .filter((joined) => joined.trim() !== "");
    fc.assert(fc.property(text, expectShownAsText), { numRuns: 200 });
  });

  it("writes a huge hostile text in reasonable time", () => {
    const text = "<b>*_[`|#".repeat(11_000);
    const startedAt = performance.now();
    const markdown = renderMarkdown(deck([{ ...slide, key_points: [text] }], text));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(markdown.length).toBeGreaterThan(text.length * 2);
  });

  it("gives the same bytes for the same deck", () => {
    expect(renderMarkdown(structuredClone(deck([slide])))).toBe(renderMarkdown(deck([slide])));
  });
});
