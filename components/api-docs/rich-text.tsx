/** Text of the contract: what stands between backticks is code. */
export function RichText({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their places.
      <code key={index} className="wrap-anywhere rounded-sm bg-hover px-1 font-mono text-ink text-xs">
        {part}
      </code>
    ),
  );
}
