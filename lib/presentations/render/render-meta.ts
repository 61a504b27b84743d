/** What a file says about itself, beside its pages. */
export type RenderMeta = {
  title: string;
  /** BCP 47. */
  language: string;
  /** Now, if not given; the same time gives the same PPTX, byte for byte. */
  createdAt?: Date;
};

export const AUTHOR = "Presentation Jobs";

/** Longer titles fill no window bar and make some readers stumble. */
export const META_TITLE_LENGTH = 300;
