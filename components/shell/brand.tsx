import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";

/** The mark: a deck of slides, one moving up. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect x="2" y="10" width="20" height="12" rx="2.5" className="fill-accent" />
      <rect x="4.5" y="6" width="15" height="2" rx="1" className="fill-accent opacity-60" />
      <rect x="7" y="2.5" width="10" height="1.8" rx="0.9" className="fill-accent opacity-30" />
    </svg>
  );
}

export function BrandLink({ className }: { className?: string }) {
  const t = useTranslations("common");
  return (
    <Link
      href="/"
      className={classNames(
        "flex h-8 items-center gap-2 whitespace-nowrap rounded-md font-semibold tracking-tight",
        className,
      )}
    >
      <BrandMark className="size-5" />
      {t("product")}
    </Link>
  );
}
