/**
 * Knows a section by its name. Teachers number, decorate, translate and combine names ("2. 🎯 Learning Goals & Outcomes:"),
 * so a name is cut into words: words that say nothing are skipped, the first word of the vocabulary decides.
 */
import { withoutDuration } from "./durations";

export type Section =
  | "overview"
  | "standards"
  | "objectives"
  | "materials"
  | "prerequisites"
  | "warmup"
  | "procedure"
  | "activity"
  | "assessment"
  | "differentiation"
  | "closure"
  | "notes";

/** `exact`: nothing in the name lies outside the vocabulary, so it is a section's name and not a sentence about one. */
export type Known = { section: Section; exact: boolean };

// Words are in lower case without accents, as `wordsOf` yields them.
const vocabulary: Readonly<Record<Section, string>> = {
  overview: `overview summary ataglance snapshot information info details basics description resumen datos apercu ensemble
    uberblick ubersicht`,
  standards: "standard standards benchmarks estandar estandares normes bildungsstandards kompetenzen",
  objectives: `objective objectives goal goals aim aims outcome outcomes target targets swbat ican intentions objetivo objetivos
    metas objectif objectifs lernziel lernziele ziel ziele`,
  materials: `material materials resource resources equipment supplies setup recurso recursos materiales materiel ressources
    materialien hilfsmittel medien`,
  prerequisites:
    "prerequisite prerequisites priorknowledge previos previas prerequis voraussetzung voraussetzungen vorwissen",
  warmup: `warmup hook introduction intro opening opener donow bellringer anticipatoryset engage engagement launch starter
    calentamiento introduccion inicio apertura echauffement accroche aufwarmen aufwarmung einstieg einleitung`,
  procedure: `procedure procedures activities process sequence steps instruction instructions agenda schedule timeline flow body
    lessonplan desarrollo procedimiento actividades secuencia deroulement activites etapes ablauf durchfuhrung hauptteil
    aktivitaten verlauf unterrichtsverlauf
    erarbeitung erarbeitungsphase`,
  activity: `activity actividad activite aktivitat station estacion exercise guidedpractice independentpractice practice
    directinstruction modeling exploration explore explain elaborate`,
  assessment: `assessment assessments assess assessing evaluation evaluations evaluate rubric rubrics successcriteria
    understandingcheck grading evaluacion rubrica bewertung beurteilung leistungsbewertung lernkontrolle`,
  differentiation: `differentiation differentiated differentiate accommodation accommodations modification modifications
    scaffolding scaffolds adaptations inclusion support supports diferenciacion adaptaciones differenciation differenzierung`,
  closure: `closure closing close conclusion wrapup exitticket cooldown debrief cierre cloture bilan abschluss schluss ausklang sicherung
    ergebnissicherung`,
  notes: `reflection reflections extension extensions homework citation citations reference references sources bibliography note
    notes vocabulary customization crosscurricular connections appendix safety tips tarea deberes devoirs hausaufgabe
    hausaufgaben quellen referencias bibliographie vocabulario wortschatz prolongements`,
};

const fillers = new Set(
  `lesson learning student students teaching teacher class classroom main key primary supporting core required needed necessary the
  and or of for a an at your our my in to y et und e de del des du la le les el los las der die das d l en strategies strategy
  methods method plan plans planning list section part requirements ideas tools general state national content aligned alignment
  addressed covered instructional educational unit daily curriculum essential suggested criteria questions music musical formative
  summative options checklist leccion clase aprendizaje lecon cours seance principales conocimientos basica apprentissage vue
  evaluativa pedagogicos unterricht lehr lern`.split(/\s+/),
);

const phrases: readonly (readonly [RegExp, string])[] = [
  [/warm[\s-]up/g, "warmup"],
  [/wrap(?:ping)?[\s-]up/g, "wrapup"],
  [/cool[\s-]down/g, "cooldown"],
  [/exit[\s-](?:ticket|slip)s?/g, "exitticket"],
  [/do[\s-]now/g, "donow"],
  [/bell[\s-]ringer/g, "bellringer"],
  [/anticipatory set/g, "anticipatoryset"],
  [/prior (?:knowledge|learning)/g, "priorknowledge"],
  [/what (?:you(?:'ll| will)?|we(?:'ll)?) need/g, "materials"],
  [/(?:students|you|we) will (?:be able to|learn)/g, "swbat"],
  [/i can(?: statements?)?/g, "ican"],
  [/success criteria/g, "successcriteria"],
  [/checks? for understanding/g, "understandingcheck"],
  [/guided practice/g, "guidedpractice"],
  [/independent practice/g, "independentpractice"],
  [/direct instruction/g, "directinstruction"],
  [/at a glance/g, "ataglance"],
  [/cross[\s-]curricular/g, "crosscurricular"],
  [/^(?:detailed |full )?lesson plan$/g, "lessonplan"],
  [/mise en train/g, "echauffement"],
];

// Chinese has no spaces: a name is known by the words inside it, the first match decides.
const chinese: readonly (readonly [Section, RegExp])[] = [
  ["differentiation", /分层|差异|个别化/],
  ["assessment", /评价|评估|评量/],
  ["prerequisites", /先备|前置|已有知识|预备知识/],
  ["materials", /材料|教具|教学准备|课前准备|资源|器材/],
  ["objectives", /目标/],
  ["standards", /标准/],
  ["warmup", /热身|导入|引入/],
  ["closure", /总结|小结|结束|结课/],
  ["notes", /作业|反思|参考|延伸|拓展|备注/],
  ["activity", /活动\s*[一二三四五六七八九十\d]/],
  ["procedure", /教学过程|教学流程|教学步骤|活动|流程|步骤/],
  ["overview", /概述|概览|概况|基本信息|简介/],
];

const sectionOfWord = new Map<string, Section>();
for (const [section, words] of Object.entries(vocabulary) as [Section, string][]) {
  for (const word of words.split(/\s+/)) sectionOfWord.set(word, section);
}

/** A name is short; longer text is a sentence whatever its words. */
const NAME_MAX = 90;

/** "📝 2. Warm-up (5 min):" → "Warm-up": the name without numbering, ornaments, duration and colon. */
export function bareName(text: string): string {
  const numbered = withoutDuration(text.slice(0, 300)).replace(
    /^[^\p{L}\p{N}]+|[^\p{L}\p{N})’”"！？!?]+$/gu,
    "",
  );
  return numbered
    .replace(
      /^(?:(?:\d{1,2}|[ivx]{1,4}|[Ⅰ-ⅻ]|[a-h])[.):、]\s*|\d\uFE0F?\u20E3|[一二三四五六七八九十]{1,3}[、.）)]\s*)/iu,
      "",
    )
    .replace(/^[^\p{L}\p{N}]+/u, "");
}

function wordsOf(name: string): string[] {
  let plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’‘]/g, "'");
  for (const [phrase, word] of phrases) plain = plain.replace(phrase, word);
  return plain.match(/\p{L}+/gu) ?? [];
}

/** The section `text` names, or null. */
export function sectionNamed(text: string): Known | null {
  const name = bareName(text);
  if (name === "" || name.length > NAME_MAX) return null;
  if (/\p{Script=Han}/u.test(name)) {
    const found = chinese.find(([, pattern]) => pattern.test(name));
    return found === undefined ? null : { section: found[0], exact: name.length <= 12 };
  }
  const telling = wordsOf(name).filter((word) => !fillers.has(word));
  const sections = telling.map((word) => sectionOfWord.get(word));
  const section = sections.find((found) => found !== undefined);
  return section === undefined ? null : { section, exact: sections.every((found) => found !== undefined) };
}

const gradeLabel =
  /^(?:grades?(?: levels?| bands?)?|year(?: group| level)?|class level|level|age(?: group)?|grado|nivel|curso|classe|niveau|klasse|klassenstufe|jahrgangsstufe|年级|學段|学段|授课年级)$/iu;
const durationLabel =
  /^(?:(?:total |lesson |class |estimated )?(?:duration|time|length)(?: needed| required| frame)?|time ?frame|class period|duracion|tiempo|duree|dauer|zeit|zeitrahmen|时长|时间|课时|教学时间|总时长)$/iu;
const titleLabel = /^(?:(?:lesson )?(?:title|name)|titulo|titre|titel|thema|课题|标题|题目)$/iu;
const otherLabel =
  /^(?:subject|focus|focus area|topic|theme|strand|strands|teacher|date|course|unit|materia|tema|matiere|fach|学科|科目|主题)$/iu;

/** What a label of the overview announces: "Grade Level" → "grade"; null for a label that is no fact of a lesson. */
export function factNamed(label: string): "grade" | "duration" | "title" | "other" | null {
  const name = bareName(label).normalize("NFKD").replace(/\p{M}/gu, "");
  if (gradeLabel.test(name)) return "grade";
  if (durationLabel.test(name)) return "duration";
  if (titleLabel.test(name)) return "title";
  return otherLabel.test(name) ? "other" : null;
}

/** Parts of an activity, never activities themselves. */
export function isActivityPart(text: string): boolean {
  return /^(?:instructions?|directions?|steps?|tips?|notes?|differentiation tips?|teacher (?:notes?|modeling|tips?)|questions|materials?|setup|connection\b.*|instrucciones|pasos|consignes|anleitung|schritte|步骤|提示|说明)$/iu.test(
    bareName(text),
  );
}

/** "Activity 2: Create", "Station 1", "活动一": the name counts activities. */
export function isNumberedActivity(text: string): boolean {
  return /^(?:activity|station|actividad|estaci[oó]n|activit[eé]|atelier|aktivit[aä]t|task|centers?)\s*(?:#|n[°º.]\s*)?\d|^活动\s*[一二三四五六七八九十\d]/iu.test(
    bareName(text),
  );
}

/** Of all remarks "Homework: …" alone never belongs to the section above it. */
export function isHomework(label: string): boolean {
  return /^(?:homework|tarea|deberes|devoirs|hausaufgaben?|作业)$/iu.test(bareName(label));
}

/** "Your Personalized Lesson Plan" names every lesson and so none. */
export function isGenericTitle(text: string): boolean {
  const name = bareName(text);
  return /^(?:(?:your|my|a|the|detailed|personali[sz]ed|custom(?:i[sz]ed)?|complete|music|weekly|daily)\s+)*lesson(?:\s+plan)?$/iu.test(
    name,
  );
}
