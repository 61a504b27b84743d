import { expect, it } from "vitest";
import { keptGroups } from "./kept-groups";

it("puts slides together that kept their words for the same reason", () => {
  const busy = { code: "llm_rate_limited", reason: "status 429" } as const;
  const refused = { code: "wording_refused", reason: "lost the number “4”" } as const;
  const slides = ["s1", "s2", "s3"].map((id) => ({ id, title: `Title ${id}` }));
  expect(
    keptGroups(
      [
        { slide_id: "s1", ...busy },
        { slide_id: "s2", ...refused },
        { slide_id: "s3", ...busy },
        { slide_id: "gone", ...refused },
      ],
      slides,
    ),
  ).toEqual([
    { ...busy, titles: ["Title s1", "Title s3"] },
    { ...refused, titles: ["Title s2", "gone"] },
  ]);
});
