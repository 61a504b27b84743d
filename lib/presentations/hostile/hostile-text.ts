/** Texts that nobody looked at before they came to us. */
import fc from "fast-check";

const anyUnit = fc.integer({ min: 0, max: 0xffff });
const bits = fc.array(anyUnit, { maxLength: 40 }).map((units) => String.fromCharCode(...units));

const control = fc
  .array(
    fc.constantFrom(
      "\u0000",
      "\u0007",
      "\u0008",
      "\u000b",
      "\u001b[31m",
      "\u007f",
      "\u0085",
      "\r",
      "\r\n",
      "\t",
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join("x"));

const surrogates = fc
  .array(fc.constantFrom("\ud83d", "\udc00", "\udfff\ud800", "\ufffe", "\uffff", "\ufdd0", "a"), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

const markup = fc.constantFrom(
  "]]>",
  "<![CDATA[ x ]]>",
  "<script>alert(1)</script>",
  "<!-- -- -->",
  "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
  "&amp;&lt;&#0;&#xD800;",
  "</a:t></a:r></a:p>",
  "_x0041__x0000_",
  ") Tj ET Q\nendstream endobj",
  "%PDF-1.7 (\\)\\( <</S /JavaScript>>",
  "```\n| a | b |\n|---|---|\n[^1]: **_`~~x",
  '[a](javascript:alert(1)) ![b](x "y) <http://c>',
  "# # # \n> > >\n- - -\n1. 2. 3.\n\n---\n===\n",
  "=cmd|' /C calc'!A0",
  "{{7*7}} %s%n $& $1 $` $'",
  '"\\u0000\\ud800" \\\\ \\',
);

const directions = fc
  .array(
    fc.constantFrom(
      "\u202e",
      "\u202c",
      "\u2066",
      "\u2069",
      "\u200f",
      "\u061c",
      "שלום",
      "مرحبا ١٢٣",
      "(abc)",
      " ",
    ),
    {
      maxLength: 16,
    },
  )
  .map((parts) => parts.join(""));

const marks = fc
  .tuple(fc.constantFrom("z", "ক", "ก", "\u1112", "👍", "🇩", "1"), fc.integer({ min: 1, max: 300 }))
  .chain(([base, count]) =>
    fc
      .constantFrom(
        "\u0300",
        "\u0e49",
        "\u20dd",
        "\u200d",
        "\ufe0f",
        "\u{1f3fd}",
        "\u09cd",
        "\u1161",
        "\u{e0067}",
      )
      .map((mark) => base + mark.repeat(count)),
  );

const emoji = fc
  .array(fc.constantFrom("👨‍👩‍👧‍👦", "🏳️‍🌈", "🎵", "🧑🏽‍🏫", "1️⃣", "🇺🇦", "☐"), { maxLength: 20 })
  .map((parts) => parts.join(""));

const scripts = fc.constantFrom(
  "節奏。",
  "리듬 ",
  "लय ",
  "จังหวะ",
  "𝄞𝅘𝅥𝅮",
  "\u{10a00}\ue000",
  "ŗhythm ",
  "ﷺ",
  "\ufeff\u00ad\u200b",
);

const long = fc
  .tuple(fc.constantFrom("a", "漢", "word ", "ش", "W. ", "\u00a0"), fc.integer({ min: 1, max: 1_200 }))
  .map(([unit, length]) => unit.repeat(length));

/** More of them would be a deck of more than its 500 slides, which is refused. */
const lines = fc
  .tuple(fc.constantFrom("x\n", "- a\n", "\r\n", "> q\n\n"), fc.integer({ min: 1, max: 60 }))
  .map(([unit, count]) => unit.repeat(count));

/** Any of these, several of them in one text. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      bits,
      control,
      surrogates,
      markup,
      directions,
      marks,
      emoji,
      scripts,
      fc.string({ unit: "binary" }),
      long,
      lines,
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));

/** A title of 100,000 characters; of as many lines it would be a lesson of more than 500 slides. */
export const hugeText: fc.Arbitrary<string> = hostileText.map((text) =>
  `${text}title `
    .repeat(Math.ceil(100_000 / (text.length + 6)))
    .slice(0, 100_000)
    .replace(/[\r\n\v\f\u0085\u2028\u2029]/g, " "),
);
