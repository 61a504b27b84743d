"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { classNames } from "../ui/class-names";
import { coverQuery, layoutQuery } from "./queries";

/** Loaded with the first picture that comes into view: pages with lists do not wait for it. */
const Drawing = dynamic(() => import("./slide-drawing").then((module) => module.SlideDrawing), {
  ssr: false,
});

type SlidePictureProps = {
  presentationId: string;
  /** The slide; without it the cover. */
  slideId?: string;
  className?: string;
};

/**
 * A small true drawing of a slide, beside words that say the same: nothing to read for a screen reader. It has its size from the start, and
 * asks for the slide when it comes into view.
 */
export function SlidePicture({ presentationId, slideId, className }: SlidePictureProps) {
  const [isSeen, setSeen] = useState(false);
  const frame = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: "100px" },
    );
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  const cover = useQuery({ ...coverQuery(presentationId), enabled: isSeen && slideId === undefined });
  const deck = useQuery({ ...layoutQuery(presentationId), enabled: isSeen && slideId !== undefined });
  const page = slideId === undefined ? cover.data : deck.data?.pages.find((each) => each.slideId === slideId);
  return (
    <span
      ref={frame}
      aria-hidden
      className={classNames(
        "block aspect-video shrink-0 overflow-hidden rounded-sm border bg-canvas",
        className,
      )}
    >
      {page && <Drawing page={page} />}
    </span>
  );
}
