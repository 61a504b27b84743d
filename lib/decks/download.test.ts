import { expect, test } from "vitest";
import { attachmentNamed } from "./download";

test.each([
  ["presentation_6f0e2c9a.pptx", 'attachment; filename="presentation_6f0e2c9a.pptx"'],
  [
    'presentation_ä"; x.pdf',
    "attachment; filename=\"presentation____ x.pdf\"; filename*=UTF-8''presentation_%C3%A4%22%3B%20x.pdf",
  ],
  ["a\r\nb'(*)", "attachment; filename=\"a__b____\"; filename*=UTF-8''a%0D%0Ab%27%28%2a%29"],
])("a download keeps its name, whatever is in it (%j)", (name, header) => {
  expect(attachmentNamed(name)).toBe(header);
});
