/** The words the Markdown deck adds to the lesson's own, in the lesson's language; English where we do not speak it. */

export type MarkdownLabels = {
  duration: string;
  /** {n} is the number of minutes. */
  minutes: string;
  standards: string;
  slides: string;
  language: string;
  script: string;
  visual: string;
};

const en: MarkdownLabels = {
  duration: "Duration",
  minutes: "{n} min",
  standards: "Standards",
  slides: "Slides",
  language: "Language",
  script: "Teacher script",
  visual: "Visual",
};

const tables: ReadonlyMap<string, MarkdownLabels> = new Map([
  ["en", en],
  [
    "de",
    {
      duration: "Dauer",
      minutes: "{n} Min.",
      standards: "Standards",
      slides: "Folien",
      language: "Sprache",
      script: "Text für die Lehrkraft",
      visual: "Bild",
    },
  ],
  [
    "es",
    {
      duration: "Duración",
      minutes: "{n} min",
      standards: "Estándares",
      slides: "Diapositivas",
      language: "Idioma",
      script: "Guion docente",
      visual: "Imagen",
    },
  ],
  [
    "fr",
    {
      duration: "Durée",
      minutes: "{n} min",
      standards: "Compétences",
      slides: "Diapositives",
      language: "Langue",
      script: "Texte pour l’enseignant",
      visual: "Image",
    },
  ],
  [
    "zh",
    {
      duration: "时长",
      minutes: "{n} 分钟",
      standards: "课程标准",
      slides: "幻灯片",
      language: "语言",
      script: "教师讲稿",
      visual: "配图",
    },
  ],
]);

/** The labels of a BCP 47 language. */
export function markdownLabels(language: string): MarkdownLabels {
  return tables.get(language.split("-")[0] ?? "") ?? en;
}
