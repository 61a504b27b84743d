import { CopyButton } from "./copy-button";

/** Text to be read or copied as it is: a command, a stack. `label` names it for screen readers and the copy button. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className="relative rounded-md border bg-canvas text-left">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it.
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md p-3 pr-11"
      >
        <pre className="font-mono text-ink text-xs">{text}</pre>
      </section>
      <div className="absolute top-1 right-1 bg-canvas">
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  );
}
