/** What keeps an XML reader from opening a part: forbidden characters, stray markup, tags that do not close. */
export function xmlFault(xml: string): string | null {
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (forbidden !== null) return `character ${JSON.stringify(forbidden[0])}`;
  const open: string[] = [];
  const rest = xml
    .replace(/<\?xml [^>]*\?>/, "")
    .replace(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g, (_, close, name, __, empty) => {
      if (close === "/") {
        if (open.pop() !== name) open.push(`</${name}>`);
      } else if (empty === "") open.push(name);
      return "";
    });
  if (open.length > 0) return `open: ${open.join(" ")}`;
  const stray = /[<>]|&(?!(amp|lt|gt|quot|apos|#x?[0-9a-f]+);)/i.exec(rest);
  return stray === null ? null : `stray ${rest.slice(stray.index, stray.index + 40)}`;
}
