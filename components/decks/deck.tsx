"use client";

import { useQuery } from "@tanstack/react-query";
import { messageOf } from "../http/api";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { DeckSkeleton } from "./deck-skeleton";
import { DeckViewer } from "./deck-viewer";
import { Downloads } from "./downloads";
import { layoutQuery, presentationQuery } from "./queries";

/** A finished deck: its slides, notes and files. */
export function Deck({ presentationId }: { presentationId: string }) {
  const presentation = useQuery(presentationQuery(presentationId));
  const layout = useQuery(layoutQuery(presentationId));
  const error = presentation.error ?? layout.error;

  function loadAgain() {
    void presentation.refetch();
    void layout.refetch();
  }

  return (
    <Section title="Deck">
      <div className="grid gap-4">
        {presentation.data?.is_stale && (
          <Notice look="warning" title="This deck is out of date">
            <p>The lesson has changed, or a newer deck was made, since.</p>
          </Notice>
        )}
        {presentation.data ? (
          <Downloads presentation={presentation.data} />
        ) : (
          <div className="h-7 max-md:h-20" />
        )}
        {error && (
          <Notice look="error" title="The deck could not be loaded" role="alert">
            <p>{messageOf(error)}</p>
            <Button size="small" onClick={loadAgain} className="mt-2">
              Try again
            </Button>
          </Notice>
        )}
        {layout.data ? <DeckViewer layout={layout.data} /> : !error && <DeckSkeleton />}
      </div>
    </Section>
  );
}
