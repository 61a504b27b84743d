/**
 * Finds a key that an object of a JSON text has twice. JSON.parse keeps the last one silently, so one of two values that a
 * client sent would be lost. One pass over the text, no recursion.
 */

type Frame = { keys: Set<string> | null; key: string; index: number };

/**
 * The way to the first key given twice, as ["content", "steps", "0", "title"]; null when there is none.
 * @param text must be valid JSON (JSON.parse has taken it)
 */
export function findDuplicateKey(text: string): string[] | null {
  const frames: Frame[] = [];
  let awaitsKey = false;
  for (let at = 0; at < text.length; at++) {
    const frame = frames.at(-1);
    switch (text[at]) {
      case "{":
        frames.push({ keys: new Set(), key: "", index: 0 });
        awaitsKey = true;
        break;
      case "[":
        frames.push({ keys: null, key: "", index: 0 });
        awaitsKey = false;
        break;
      case "}":
      case "]":
        frames.pop();
        awaitsKey = false;
        break;
      case ",":
        if (frame) frame.index++;
        awaitsKey = frame?.keys != null;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (awaitsKey && frame?.keys) {
          // "\u0061" and "a" are the same key.
          const key: string = JSON.parse(text.slice(at, end + 1));
          frame.key = key;
          if (frame.keys.has(key)) return frames.map(({ keys, key, index }) => (keys ? key : String(index)));
          frame.keys.add(key);
        }
        awaitsKey = false;
        at = end;
        break;
      }
    }
  }
  return null;
}

/** The index of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
