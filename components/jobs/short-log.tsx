"use client";

import { useEffect, useRef } from "react";
import { type LogPaneProps, logPaneLook, NEAR_END_PX } from "./log-pane-props";
import { LogRow } from "./log-row";

/** A log that is whole in the page, so that the browser's own search finds all of it. */
export function ShortLog({ lines, since, label, isFollowing, onScrolled }: LogPaneProps) {
  const pane = useRef<HTMLElement>(null);
  const lastTop = useRef(0);
  const count = lines.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line moves the end.
  useEffect(() => {
    if (isFollowing) pane.current?.scrollTo({ top: pane.current.scrollHeight });
  }, [isFollowing, count]);

  return (
    <section
      ref={pane}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        const isAtEnd = scrollHeight - scrollTop - clientHeight <= NEAR_END_PX;
        const isBack = scrollTop < lastTop.current;
        lastTop.current = scrollTop;
        if (isAtEnd || isBack) onScrolled(isAtEnd);
      }}
      className={logPaneLook}
    >
      <ol className="grid gap-1 py-3 font-mono text-xs">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end.
          <LogRow key={index} line={line} since={since} />
        ))}
      </ol>
    </section>
  );
}
