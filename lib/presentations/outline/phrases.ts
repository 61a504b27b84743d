/** The few words a deck adds to the lesson's own, in the lesson's language; English where we do not speak it. */
import type { SourceSection } from "@/lib/contract/decks";

export type Phrases = {
  /** Titles of sections that the lesson itself gives no name. */
  titles: Record<
    | "overview"
    | "objectives"
    | "materials"
    | "prerequisites"
    | "plan"
    | "assessment"
    | "differentiation"
    | "notes",
    string
  >;
  /** What the teacher does with a slide of the section; "prerequisites" and the "plan" have slides of their own. */
  cues: Record<SourceSection | "prerequisites" | "plan", string>;
  /** How the class works together. */
  groupings: Record<"class" | "groups" | "pairs" | "alone", string>;
  cover: string;
  /** Of a bare "4" or "K–2". */
  grade: string;
  plan: string;
  minutes: string;
  takes: string;
  clock: string;
  goOn: string;
  partOf: string;
  remark: string;
  standards: string;
  next: string;
  end: string;
  /** One sentence for a picture, by section; {title} and {point} are the slide's. */
  picture: { cover: string; goals: string; things: string; scene: string; reflection: string; page: string };
};

const en: Phrases = {
  titles: {
    overview: "Lesson Overview",
    objectives: "Learning Objectives",
    materials: "Materials",
    prerequisites: "What Students Already Know",
    plan: "Today’s Plan",
    assessment: "Assessment",
    differentiation: "Differentiation",
    notes: "Notes",
  },
  cues: {
    overview: "Before class, check these facts of the lesson:",
    objectives: "Tell the class what they are going to learn:",
    materials: "Have this ready before class:",
    prerequisites: "Recall together what the class already knows:",
    plan: "Show the class what is going to happen:",
    warmup: "Bring the class together and begin:",
    activity: "Lead the class step by step:",
    assessment: "Watch and listen for this while students work:",
    differentiation: "Offer this to the students who need it:",
    closure: "Bring the lesson to its close:",
    notes: "Keep this in mind:",
  },
  groupings: { class: "Whole class", groups: "Small groups", pairs: "In pairs", alone: "On your own" },
  grade: "Grade {grade}",
  cover: "Welcome the class and name today’s lesson: “{title}”.",
  plan: "Plan: {parts}.",
  minutes: "{n} min",
  takes: "Time: {n} minutes.",
  clock: "Time: {n} minutes (minute {from} to {to} of the lesson).",
  goOn: "Go on with “{title}”:",
  partOf: "Part of: {context}.",
  remark: "For you: {text}",
  standards: "Standards: {codes}.",
  next: "Next: {title}.",
  end: "This is the last slide.",
  picture: {
    cover:
      "An inviting cover picture for the lesson “{title}”, with children and instruments, without any text.",
    goals: "Simple icons, one for each goal: {point}",
    things: "The things for the lesson laid out on a table: {point}",
    scene: "Students and teacher in a bright classroom during “{title}”: {point}",
    reflection: "Students sitting in a circle and looking back on the lesson: {point}",
    page: "A calm illustration for “{title}”: {point}",
  },
};

const de: Phrases = {
  titles: {
    overview: "Überblick",
    objectives: "Lernziele",
    materials: "Materialien",
    prerequisites: "Vorwissen",
    plan: "Ablauf",
    assessment: "Lernkontrolle",
    differentiation: "Differenzierung",
    notes: "Hinweise",
  },
  cues: {
    overview: "Vor dem Unterricht die Eckdaten prüfen:",
    objectives: "Der Klasse sagen, was sie heute lernt:",
    materials: "Vor dem Unterricht bereitlegen:",
    prerequisites: "Gemeinsam wachrufen, was die Klasse schon kann:",
    plan: "Der Klasse zeigen, was heute geschieht:",
    warmup: "Die Klasse sammeln und beginnen:",
    activity: "Die Klasse Schritt für Schritt anleiten:",
    assessment: "Während der Arbeit darauf achten:",
    differentiation: "Wer es braucht, bekommt dieses Angebot:",
    closure: "Die Stunde abschließen:",
    notes: "Daran denken:",
  },
  groupings: { class: "Ganze Klasse", groups: "Kleingruppen", pairs: "Zu zweit", alone: "Allein" },
  grade: "Klasse {grade}",
  cover: "Die Klasse begrüßen und das Thema nennen: „{title}“.",
  plan: "Ablauf: {parts}.",
  minutes: "{n} Min.",
  takes: "Zeit: {n} Minuten.",
  clock: "Zeit: {n} Minuten (Minute {from} bis {to} der Stunde).",
  goOn: "Weiter mit „{title}“:",
  partOf: "Teil von: {context}.",
  remark: "Für Sie: {text}",
  standards: "Standards: {codes}.",
  next: "Weiter: {title}.",
  end: "Das ist die letzte Folie.",
  picture: {
    cover: "Ein einladendes Titelbild zur Stunde „{title}“ mit Kindern und Instrumenten, ohne Schrift.",
    goals: "Einfache Symbole, eines je Ziel: {point}",
    things: "Die Dinge für die Stunde, auf einem Tisch ausgelegt: {point}",
    scene: "Kinder und Lehrkraft in einem hellen Klassenraum bei „{title}“: {point}",
    reflection: "Kinder im Sitzkreis blicken auf die Stunde zurück: {point}",
    page: "Eine ruhige Illustration zu „{title}“: {point}",
  },
};

const es: Phrases = {
  titles: {
    overview: "Resumen de la clase",
    objectives: "Objetivos de aprendizaje",
    materials: "Materiales",
    prerequisites: "Conocimientos previos",
    plan: "Plan de hoy",
    assessment: "Evaluación",
    differentiation: "Diferenciación",
    notes: "Notas",
  },
  cues: {
    overview: "Antes de la clase, repase estos datos:",
    objectives: "Diga a la clase qué va a aprender:",
    materials: "Tenga esto listo antes de la clase:",
    prerequisites: "Recuerden juntos lo que la clase ya sabe:",
    plan: "Muestre a la clase lo que van a hacer:",
    warmup: "Reúna a la clase y comience:",
    activity: "Guíe a la clase paso a paso:",
    assessment: "Observe y escuche mientras trabajan:",
    differentiation: "Ofrezca esto a quienes lo necesiten:",
    closure: "Cierre la clase:",
    notes: "Tenga en cuenta:",
  },
  groupings: { class: "Toda la clase", groups: "En grupos", pairs: "En parejas", alone: "Individual" },
  grade: "Grado {grade}",
  cover: "Dé la bienvenida y presente la clase de hoy: «{title}».",
  plan: "Plan: {parts}.",
  minutes: "{n} min",
  takes: "Tiempo: {n} minutos.",
  clock: "Tiempo: {n} minutos (del minuto {from} al {to} de la clase).",
  goOn: "Continúe con «{title}»:",
  partOf: "Parte de: {context}.",
  remark: "Para usted: {text}",
  standards: "Estándares: {codes}.",
  next: "Después: {title}.",
  end: "Esta es la última diapositiva.",
  picture: {
    cover: "Una portada acogedora para la clase «{title}», con niños e instrumentos, sin texto.",
    goals: "Iconos sencillos, uno por cada objetivo: {point}",
    things: "Los materiales de la clase sobre una mesa: {point}",
    scene: "Estudiantes y docente en un aula luminosa durante «{title}»: {point}",
    reflection: "Estudiantes sentados en círculo repasan la clase: {point}",
    page: "Una ilustración serena para «{title}»: {point}",
  },
};

const fr: Phrases = {
  titles: {
    overview: "Vue d’ensemble",
    objectives: "Objectifs",
    materials: "Matériel",
    prerequisites: "Prérequis",
    plan: "Déroulement",
    assessment: "Évaluation",
    differentiation: "Différenciation",
    notes: "Remarques",
  },
  cues: {
    overview: "Avant le cours, vérifier ces données :",
    objectives: "Annoncer à la classe ce qu’elle va apprendre :",
    materials: "À préparer avant le cours :",
    prerequisites: "Rappeler ensemble ce que la classe sait déjà :",
    plan: "Montrer à la classe ce qui va se passer :",
    warmup: "Rassembler la classe et commencer :",
    activity: "Guider la classe pas à pas :",
    assessment: "Observer et écouter pendant le travail :",
    differentiation: "À proposer aux élèves qui en ont besoin :",
    closure: "Conclure la séance :",
    notes: "À garder en tête :",
  },
  groupings: { class: "Classe entière", groups: "En groupes", pairs: "En binômes", alone: "Seul" },
  grade: "Niveau {grade}",
  cover: "Accueillir la classe et annoncer la séance : « {title} ».",
  plan: "Déroulé : {parts}.",
  minutes: "{n} min",
  takes: "Durée : {n} minutes.",
  clock: "Durée : {n} minutes (de la minute {from} à la minute {to}).",
  goOn: "Poursuivre « {title} » :",
  partOf: "Partie de : {context}.",
  remark: "Pour vous : {text}",
  standards: "Compétences : {codes}.",
  next: "Ensuite : {title}.",
  end: "C’est la dernière diapositive.",
  picture: {
    cover:
      "Une image de couverture accueillante pour la séance « {title} », avec enfants et instruments, sans texte.",
    goals: "Des icônes simples, une par objectif : {point}",
    things: "Le matériel de la séance disposé sur une table : {point}",
    scene: "Élèves et enseignant dans une classe lumineuse pendant « {title} » : {point}",
    reflection: "Des élèves assis en cercle reviennent sur la séance : {point}",
    page: "Une illustration sobre pour « {title} » : {point}",
  },
};

const zh: Phrases = {
  titles: {
    overview: "课程概览",
    objectives: "学习目标",
    materials: "教学材料",
    prerequisites: "已有知识",
    plan: "教学流程",
    assessment: "学习评价",
    differentiation: "分层教学",
    notes: "备注",
  },
  cues: {
    overview: "课前请核对本课信息：",
    objectives: "告诉学生今天要学什么：",
    materials: "课前请准备好：",
    prerequisites: "和学生一起回忆已经学过的内容：",
    plan: "告诉学生今天的安排：",
    warmup: "集中学生的注意力，开始上课：",
    activity: "带领学生一步一步完成：",
    assessment: "学生活动时，请观察和倾听：",
    differentiation: "为有需要的学生提供：",
    closure: "结束本课：",
    notes: "请留意：",
  },
  groupings: { class: "全班", groups: "小组", pairs: "两人一组", alone: "独立完成" },
  grade: "{grade} 年级",
  cover: "欢迎学生，说出今天的课题：《{title}》。",
  plan: "流程：{parts}。",
  minutes: "{n} 分钟",
  takes: "时间：{n} 分钟。",
  clock: "时间：{n} 分钟（第 {from} 到第 {to} 分钟）。",
  goOn: "继续《{title}》：",
  partOf: "所属环节：{context}。",
  remark: "给教师：{text}",
  standards: "课程标准：{codes}。",
  next: "接下来：{title}。",
  end: "这是最后一页。",
  picture: {
    cover: "《{title}》一课的封面图：孩子们和乐器，画面亲切，没有文字。",
    goals: "用简单的图标表示每个目标：{point}",
    things: "桌上整齐摆放着本课的材料：{point}",
    scene: "明亮的教室里，师生正在进行“{title}”：{point}",
    reflection: "学生围坐一圈，回顾这节课：{point}",
    page: "与“{title}”相配的安静插图：{point}",
  },
};

const tables: ReadonlyMap<string, Phrases> = new Map(Object.entries({ en, de, es, fr, zh }));

/** The phrases of a BCP 47 language. */
export function phrasesOf(language: string): Phrases {
  return tables.get(language.split("-")[0] ?? "") ?? en;
}

/** Fills the {slots} of a phrase in one pass, so that braces in the lesson's own words stay as they are. */
export function fillPhrase(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (slot, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : slot,
  );
}
