import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Presentation } from "@/lib/contract/decks";
import { RelativeTime } from "../../time/relative-time";
import { Button } from "../../ui/button";
import { classNames } from "../../ui/class-names";
import { PageHeader } from "../../ui/page-header";
import { compareDecksHref } from "./compare-href";
import { compareSlides } from "./compare-slides";
import { SlideRow } from "./slide-row";

type CompareDecksProps = { a: Presentation; b: Presentation; isOnlyDifferences: boolean };

/** Two decks side by side, slide by slide: what is in one only, and what changed. */
export function CompareDecks({ a, b, isOnlyDifferences }: CompareDecksProps) {
  const t = useTranslations("decks.compare");
  const rows = compareSlides(a.slides, b.slides);
  const differing = rows.filter((row) => row.differs);
  const shown = isOnlyDifferences ? differing : rows;
  const only = isOnlyDifferences ? "differences" : undefined;
  return (
    <>
      <PageHeader
        back={{ href: `/presentations/${encodeURIComponent(b.id)}`, label: t("deck") }}
        title={t("title")}
        facts={
          <>
            <span>{t("differing", { count: differing.length, total: rows.length })}</span>
            <span>{t("added", { count: rows.filter((row) => row.a === null).length })}</span>
            <span>{t("removed", { count: rows.filter((row) => row.b === null).length })}</span>
          </>
        }
        actions={
          <>
            <Button asChild>
              <Link
                href={compareDecksHref({ a: a.id, b: b.id, only: only ? undefined : "differences" })}
                scroll={false}
                replace
              >
                {isOnlyDifferences ? t("everything") : t("onlyDifferences")}
              </Link>
            </Button>
            <Button asChild>
              <Link href={compareDecksHref({ a: b.id, b: a.id, only })} replace>
                <ArrowLeftRight aria-hidden />
                {t("swap")}
              </Link>
            </Button>
          </>
        }
      />
      <Facts a={a} b={b} />
      {shown.length === 0 ? (
        <p className="mt-6 text-muted">{t("noneShown")}</p>
      ) : (
        <ol aria-label={t("slides")} className="mt-6 border-t">
          {shown.map((row) => (
            <SlideRow key={`${row.a?.id} ${row.b?.id}`} row={row} a={a} b={b} />
          ))}
        </ol>
      )}
    </>
  );
}

/** What the decks are as a whole. */
function Facts({ a, b }: { a: Presentation; b: Presentation }) {
  const t = useTranslations("decks.compare");
  const decks = useTranslations("decks");
  const styles = useTranslations("common.style");
  const rows = [
    { name: t("style"), of: (deck: Presentation) => styles(deck.style) },
    { name: t("revision"), of: (deck: Presentation) => String(deck.lesson_revision) },
    { name: t("slideCount"), of: (deck: Presentation) => String(deck.slides.length) },
    {
      name: t("duration"),
      of: (deck: Presentation) =>
        deck.total_duration_minutes === null
          ? "–"
          : decks("minutes", { minutes: deck.total_duration_minutes }),
    },
    { name: t("state"), of: (deck: Presentation) => (deck.is_stale ? t("stale") : t("current")) },
  ];
  return (
    <table aria-label={t("decks")} className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b align-top">
          <th scope="col" className="w-32 py-2 pr-3 text-left font-medium text-muted max-md:w-24">
            {t("fact")}
          </th>
          {[a, b].map((deck, index) => (
            <th key={deck.id} scope="col" className="py-2 pr-3 text-left font-medium">
              <Link
                href={`/presentations/${encodeURIComponent(deck.id)}`}
                className="line-clamp-2 rounded-sm wrap-anywhere text-accent-ink hover:underline"
              >
                <span className="sr-only">{index === 0 ? t("first") : t("second")}: </span>
                {deck.title}
              </Link>
              <span className="font-normal text-muted text-sm">
                <RelativeTime at={deck.created_at} />
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, of }) => (
          <tr key={name} className={classNames("border-b align-top", of(a) !== of(b) && "bg-accent-soft")}>
            <th scope="row" className="py-1.5 pr-3 text-left font-normal text-muted">
              {name}
              {of(a) !== of(b) && <span className="sr-only"> ({t("differs")})</span>}
            </th>
            <td className="py-1.5 pr-3">{of(a)}</td>
            <td className="py-1.5 pr-3">{of(b)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
