import "./deck-fonts";
import type { Page } from "@/lib/presentations/layout/model";
import { SlideView } from "./slide-view";

/** A slide with its typefaces, to be loaded when it is wanted. */
export function SlideDrawing({ page }: { page: Page }) {
  return <SlideView page={page} className="pointer-events-none" />;
}
