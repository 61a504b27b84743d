/** What the fields of an m2.0 document are called on slides, in the lesson's language. */
import { labelOf } from "./m2-values";

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    duration: "Duration",
    warmup: "Warm-up",
    exit_ticket: "Exit ticket",
  },
  zh: {
    grade: "年级",
    duration: "时长",
    strands: "领域",
    standards: "课程标准",
    warmup: "热身",
    activity: "活动",
    closure: "总结",
    exit_ticket: "离堂小测",
    accommodations: "个别化支持",
    homework: "作业",
    reflection: "反思",
    notes: "备注",
    citations: "参考资料",
  },
  es: {
    grade: "Grado",
    duration: "Duración",
    strands: "Ejes",
    standards: "Estándares",
    warmup: "Calentamiento",
    activity: "Actividad",
    closure: "Cierre",
    exit_ticket: "Boleto de salida",
    accommodations: "Adaptaciones",
    homework: "Tarea",
    reflection: "Reflexión",
    notes: "Notas",
    citations: "Referencias",
  },
  de: {
    grade: "Klasse",
    duration: "Dauer",
    strands: "Bereiche",
    standards: "Kompetenzen",
    warmup: "Einstieg",
    activity: "Aktivität",
    closure: "Abschluss",
    exit_ticket: "Abschlusskarte",
    accommodations: "Anpassungen",
    homework: "Hausaufgaben",
    reflection: "Reflexion",
    notes: "Hinweise",
    citations: "Quellen",
  },
  fr: {
    grade: "Niveau",
    duration: "Durée",
    strands: "Domaines",
    standards: "Compétences",
    warmup: "Mise en train",
    activity: "Activité",
    closure: "Bilan",
    exit_ticket: "Billet de sortie",
    accommodations: "Adaptations",
    homework: "Devoirs",
    reflection: "Réflexion",
    notes: "Remarques",
    citations: "Références",
  },
};

/** "exit_ticket" → "Exit ticket", in Chinese "离堂小测"; a field we do not know keeps its own words. */
export function fieldLabel(field: string, language: string): string {
  const known = labels[language];
  return known !== undefined && Object.hasOwn(known, field) ? (known[field] ?? "") : labelOf(field);
}

export function minutesLabel(minutes: number, language: string): string {
  return language === "zh" ? `${minutes} 分钟` : `${minutes} min`;
}
