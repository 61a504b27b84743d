import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ExportAsset, ExportFormat, Presentation } from "@/lib/contract/decks";
import { Button } from "../ui/button";
import { formatBytes } from "../ui/format-bytes";

const formats: { id: ExportFormat; label: string }[] = [
  { id: "pptx", label: "PowerPoint" },
  { id: "pdf", label: "PDF" },
  { id: "markdown", label: "Markdown" },
  { id: "json", label: "JSON" },
];

/** The files of a deck, most wanted first. */
export function Downloads({ presentation }: { presentation: Presentation }) {
  const t = useTranslations("decks");
  const assets = new Map(presentation.export_assets.map((asset) => [asset.format, asset]));
  const files = formats.map(({ id, label }) => ({ label, asset: assets.get(id) ?? null }));
  files.splice(2, 0, { label: t("handout"), asset: presentation.handout });
  return (
    <ul aria-label={t("downloads")} className="flex flex-wrap gap-2">
      {files.map(({ label, asset }) => (
        <li key={label}>
          <DownloadButton label={label} asset={asset} />
        </li>
      ))}
    </ul>
  );
}

function DownloadButton({ label, asset }: { label: string; asset: ExportAsset | null }) {
  const t = useTranslations("decks");
  if (asset === null) {
    return (
      <Button size="small" disabledReason={t("notMade")}>
        <Download aria-hidden />
        {label}
      </Button>
    );
  }
  return (
    <Button asChild size="small">
      <a href={asset.url_or_path} download>
        <Download aria-hidden />
        <span className="sr-only">{t("download")}</span>
        {label}
        <span className="font-normal text-muted">{formatBytes(asset.file_size_bytes)}</span>
      </a>
    </Button>
  );
}
