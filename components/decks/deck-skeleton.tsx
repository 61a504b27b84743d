import { useTranslations } from "next-intl";
import { Skeleton } from "../ui/skeleton";
import { deckGrid } from "./deck-grid";

/** A deck that is not here yet, in the size of the viewer. */
export function DeckSkeleton() {
  const t = useTranslations("decks");
  return (
    <div role="progressbar" aria-label={t("loading")} className="@container">
      <div className={deckGrid}>
        <div className="flex gap-2 overflow-hidden p-1 max-md:order-last md:flex-col md:pr-2">
          {["first", "second", "third", "fourth"].map((key) => (
            <Skeleton key={key} className="aspect-video w-30 shrink-0 md:w-full" />
          ))}
        </div>
        <Skeleton className="aspect-video h-fit rounded-lg" />
      </div>
    </div>
  );
}
