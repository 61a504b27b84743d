/** Lessons in the many shapes that teachers and language models give them; none of them was at hand when the reader was written. */
import { expect, test } from "vitest";
import { parseLesson } from "./parse-lesson";

type Shape = {
  grade?: string;
  minutes?: number | null;
  language?: string;
  warmup?: [string, number | null] | null;
  activities: [string, number | null][];
  closure?: [string, number | null] | null;
  objectives?: number;
  notes?: string[];
};

const shapes: Record<string, [string, Shape]> = {
  "numbered headings with emoji": [
    `# 🥁 Grade 3 – Syncopation Safari

**Grade:** 3 | **Duration:** 40 min | **Standards:** 3.CR.1, 3.PR.2

## 1. 🎯 Learning Goals
1. Read syncopated rhythms
2. Perform syncopa in a round

## 2. 🎒 What You'll Need
* Boomwhackers
* Rhythm cards

## 3. 🔥 Warm-Up (5 min)
Clap the echo game.

## 4. 🎵 Main Activities
### 4.1 Discover (15–20 min)
- Listen to "Liza Jane"
### 4.2 Perform – 10 minutes
1) Line up
2) Play

## 5. ✅ Check for Understanding
- Exit ticket: notate one measure

## 6. 🧩 Scaffolding & Extensions
- ELL: picture cards

## 7. 🏁 Wrap-Up (5 min)
Sing the goodbye song.

## 8. 📚 Homework
Practise at home.`,
    {
      grade: "3",
      minutes: 40,
      language: "en",
      warmup: ["3. 🔥 Warm-Up", 5],
      activities: [
        ["4.1 Discover (15–20 min)", 20],
        ["4.2 Perform", 10],
      ],
      closure: ["7. 🏁 Wrap-Up", 5],
      objectives: 2,
      notes: ["8. 📚 Homework"],
    },
  ],
  "only bold lines": [
    `**Lesson Title: Peter and the Wolf**
**Grade Level: 2**
**Time: 30 minutes**

**Objectives:**
Students will identify four orchestra families.
Students will match instruments to characters.

**Materials:**
- Recording
- Character cards

**Introduction (5 minutes)**
Tell the story.

**Activity 1: Listen and move (10 minutes)**
Play each theme.

**Activity 2: Who is it? (10 minutes)**
Guess the character.

**Closing (5 minutes)**
Vote for the favourite theme.

**Assessment:**
Observation.`,
    {
      grade: "2",
      minutes: 30,
      warmup: ["Introduction", 5],
      activities: [
        ["Activity 1: Listen and move", 10],
        ["Activity 2: Who is it?", 10],
      ],
      closure: ["Closing", 5],
      objectives: 1,
      notes: [],
    },
  ],
  "a table as the plan": [
    `# Ukulele: First Chords

## Objectives
- Play C and F

## Lesson Plan

| Time | Activity | Teacher does | Students do |
|------|----------|--------------|-------------|
| 5 min | Warm-up | Strums open strings | Tune by ear |
| 10 min | Chord C | Shows ring finger | Strum four beats |
| 15 min | Chord F | Counts in | Change on beat one |
| 5 min | Closure | Asks what was hard | Answer |

## Assessment
| Skill | 3 | 2 | 1 |
|---|---|---|---|
| Chord change | on time | late | stops |`,
    {
      minutes: 35,
      warmup: ["Warm-up", 5],
      activities: [
        ["Chord C", 10],
        ["Chord F", 15],
      ],
      closure: ["Closure", 5],
    },
  ],
  German: [
    `# Klangfarben im Orchester

**Klasse:** 5
**Dauer:** 45 Minuten

## Lernziele
- Die Schülerinnen und Schüler unterscheiden vier Instrumentengruppen.

## Materialien
- Hörbeispiele und Bilder

## Einstieg (10 Min.)
Die Lehrkraft spielt drei Rätselklänge.

## Erarbeitung
### Station 1: Streicher (10 Min.)
- Hören und zuordnen
### Station 2: Bläser (10 Min.)
- Hören und zuordnen

## Sicherung (10 Min.)
Ein Plakat wird gemeinsam ergänzt.

## Differenzierung
- Stärkere Gruppen beschreiben die Klangfarbe mit eigenen Worten.

## Hausaufgaben
Ein Instrument vorstellen.`,
    {
      grade: "5",
      minutes: 45,
      language: "de",
      warmup: ["Einstieg", 10],
      activities: [
        ["Station 1: Streicher", 10],
        ["Station 2: Bläser", 10],
      ],
      closure: ["Sicherung", 10],
      notes: ["Hausaufgaben"],
    },
  ],
  Spanish: [
    `# El pulso y el ritmo

- **Grado:** 1.º de primaria
- **Duración:** 45 minutos

## Objetivos
1. Los estudiantes mantienen el pulso con palmas.

## Recursos
- Claves y tambores

## Desarrollo
### Inicio (10 minutos)
Cantar «Buenos días».
### Actividad 1: Eco rítmico (15 minutos)
1. La maestra palmea.
2. La clase responde.
### Actividad 2: Marcha (10 minutos)
- Caminar con el pulso.
### Cierre (10 minutos)
¿Qué aprendimos hoy?

## Evaluación
- Lista de cotejo

## Tarea
Buscar un objeto que suene.`,
    {
      grade: "1.º de primaria",
      minutes: 45,
      language: "es",
      warmup: ["Inicio", 10],
      activities: [
        ["Actividad 1: Eco rítmico", 15],
        ["Actividad 2: Marcha", 10],
      ],
      closure: ["Cierre", 10],
      notes: ["Tarea"],
    },
  ],
  Chinese: [
    `# 《茉莉花》歌唱教学

年级：四年级
课时：40分钟

## 一、教学目标
1. 能用自然的声音演唱歌曲。
2. 感受江南民歌的婉转。

## 二、教学准备
钢琴、歌谱、音频

## 三、教学过程
### （一）导入（5分钟）
播放歌曲，提问：“你听到了什么花？”
### （二）学唱歌曲（20分钟）
1. 跟琴模唱。
2. 注意一字多音。
### （三）拓展活动：舞动茉莉（10分钟）
分组创编动作。
### （四）课堂小结（5分钟）
请学生说一说收获。

## 四、作业
唱给家人听。`,
    {
      grade: "四年级",
      minutes: 40,
      language: "zh",
      warmup: ["（一）导入", 5],
      activities: [
        ["（二）学唱歌曲", 20],
        ["（三）拓展活动：舞动茉莉", 10],
      ],
      closure: ["（四）课堂小结", 5],
      objectives: 2,
      notes: ["四、作业"],
    },
  ],
  "no headings at all": [
    `Today we sing the hello song and learn three new notes on the recorder. First the class warms up with breathing. Then everyone plays B, A and G.

At the end we play Hot Cross Buns together.`,
    { grade: "", minutes: null, warmup: null, activities: [], closure: null },
  ],
  "underlined headings": [
    `Folk Dance Friday
=================

Grade: 4

Objectives
----------
- Dance the heel-toe step

Procedure
---------
1. Form a circle.
2. Walk eight counts.
   1. Right
   2. Left
3. Bow.

Closure
-------
Talk about partners.`,
    { grade: "4", activities: [["Procedure", null]], closure: ["Closure", null], objectives: 1 },
  ],
  "deep nesting": [
    `# Unit
## Lesson Overview
### Facts
#### Grade Level
5th
#### Duration
50 minutes
## Instruction
### Part A
#### Opening (5 min)
##### Greeting
- hello
  - name
    - wave
      - smile
        - sing
#### Guided Practice (20 min)
##### Step one
###### Detail
- clap
### Part B
#### Independent Practice (15 min)
- compose
#### Closing (10 min)
- share`,
    {
      grade: "5th",
      minutes: 50,
      warmup: ["Opening", 5],
      activities: [
        ["Guided Practice", 20],
        ["Independent Practice", 15],
      ],
      closure: ["Closing", 10],
    },
  ],
  "labels instead of headings": [
    `Title: Drum circle
Grade: 6
Duration: 50 minutes
Objective: Students will keep a groove for two minutes.
Materials: djembes, chairs
Warm-up: Body percussion canon (5 minutes)
Activities: Pass the beat; layer three ostinati.
Assessment: Thumb check
Homework: Listen to a samba.`,
    {
      grade: "6",
      minutes: 50,
      warmup: ["Warm-up", 5],
      activities: [["Activities", null]],
      objectives: 1,
      notes: ["Homework"],
    },
  ],
  "missing sections": [
    `## Activities
### Sing
### Play (10 min)
- a
## Homework
## Extension
More songs.`,
    {
      minutes: null,
      warmup: null,
      activities: [
        ["Sing", null],
        ["Play", 10],
      ],
      closure: null,
      notes: ["Homework", "Extension"],
    },
  ],
  French: [
    `# Le carnaval des animaux

**Niveau** : CE2
**Durée** : 45 minutes

## Objectifs
- Reconnaître les instruments et leurs timbres

## Matériel
- Enregistrement

## Déroulement
### Mise en train (5 minutes)
Marcher comme un lion.
### Activité 1 : Écoute (20 minutes)
- Dessiner l’animal
### Bilan (10 minutes)
Chaque élève choisit son animal.

## Évaluation
- Grille d’observation`,
    {
      grade: "CE2",
      minutes: 45,
      language: "fr",
      warmup: ["Mise en train", 5],
      activities: [["Activité 1 : Écoute", 20]],
      closure: ["Bilan", 10],
      objectives: 1,
    },
  ],
  "names in capitals without any mark": [
    `Lesson about the *blues* (12 bars)

> Blues is a feeling.

GOALS

- feel it

MATERIALS

harmonica

PROCEDURE

* Step 1: Listen (10 min)
* Step 2: Sing (10 min)

ASSESSMENT

Exit slip`,
    { activities: [["PROCEDURE", null]], closure: null, objectives: 1 },
  ],
};

test.each(Object.entries(shapes))("reads a lesson with %s", (_, [content, shape]) => {
  const lesson = parseLesson({ title: "Stored", content, format: "markdown" });
  const part = (one: typeof lesson.warmup) => (one === null ? null : [one.title, one.durationMinutes]);
  const found = {
    grade: lesson.grade,
    minutes: lesson.totalMinutes,
    language: lesson.language,
    warmup: part(lesson.warmup),
    activities: lesson.activities.map(part),
    closure: part(lesson.closure),
    objectives: lesson.objectives.length,
    notes: lesson.notes.map(({ title }) => title),
  };
  expect(found).toMatchObject(shape);
});
