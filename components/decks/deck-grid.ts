/** Thumbnails beside the slide; where there is much room, its notes on the other side. For a child of a `@container`. */
export const deckGrid =
  "grid gap-4 md:grid-cols-[9rem_minmax(0,1fr)] @5xl:grid-cols-[9rem_minmax(0,1fr)_18rem] @5xl:gap-6";
