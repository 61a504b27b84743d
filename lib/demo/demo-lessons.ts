/** The lessons of an empty database, written for this project. Both formats, several grades and subjects. */
import { callAndResponse } from "./lessons/call-and-response";
import { fractionsAndNoteValues } from "./lessons/fractions-and-note-values";
import { hostileCharacters } from "./lessons/hostile-characters";
import { jasmineFlower } from "./lessons/jasmine-flower";
import { peterAndTheWolf } from "./lessons/peter-and-the-wolf";
import { recorderCourse } from "./lessons/recorder-course";
import { rhythmDetectives } from "./lessons/rhythm-detectives";
import { schoolYear, sixteenThemes } from "./lessons/school-year";
import { steadyBeat } from "./lessons/steady-beat";
import { twelveBarBlues } from "./lessons/twelve-bar-blues";
import { waterCycle } from "./lessons/water-cycle";

export type DemoLesson = {
  id: string;
  title: string;
  /** Markdown, or an m2.0 document. */
  content: string | Record<string, unknown>;
  userId: string;
};

const rivera = "teacher-rivera";
const chen = "teacher-chen";
const okafor = "teacher-okafor";

/** The longest of them, about a hundred slides. */
export const veryLongLessonId = "demo-recorder-course";

/** Ten lessons that become decks. */
export const demoLessons: readonly DemoLesson[] = [
  { id: "demo-steady-beat", title: "Steady Beat with the Bears", content: steadyBeat, userId: rivera },
  { id: "demo-rhythm-detectives", title: "Rhythm Detectives", content: rhythmDetectives, userId: rivera },
  {
    id: "demo-call-and-response",
    title: "Call and Response Around the World",
    content: callAndResponse,
    userId: okafor,
  },
  {
    id: "demo-peter-and-the-wolf",
    title: "Peter and the Wolf – Who Is Speaking?",
    content: peterAndTheWolf,
    userId: rivera,
  },
  { id: "demo-fractions", title: "Fractions You Can Hear", content: fractionsAndNoteValues, userId: okafor },
  { id: "demo-jasmine-flower", title: "《茉莉花》歌唱教学", content: jasmineFlower, userId: chen },
  {
    id: "demo-water-cycle",
    title: "A Storm in Four Movements: The Water Cycle",
    content: waterCycle,
    userId: okafor,
  },
  {
    id: "demo-twelve-bar-blues",
    title: "Twelve Bars, Three Chords, One Story",
    content: twelveBarBlues,
    userId: okafor,
  },
  {
    id: "demo-songs-and-symbols",
    title: 'Songs & Symbols: "Strange" Signs <in> Music 🎼👩‍🎤🏳️‍🌈',
    content: hostileCharacters,
    userId: chen,
  },
  {
    id: veryLongLessonId,
    title: "Twenty Weeks to the First Concert: A Recorder Course",
    content: recorderCourse,
    userId: rivera,
  },
];

/** Readable, but it makes more slides than a deck holds: a job for it fails, and says why. */
export const tooLongLesson: DemoLesson = {
  id: "demo-school-year",
  title: "Music in a Small School: The Whole Year on One Page",
  content: schoolYear,
  userId: okafor,
};

/** Nearly as long as a deck may be: no machine draws it within a second. */
export const slowLesson: DemoLesson = {
  id: "demo-sixteen-themes",
  title: "Music in a Small School: Sixteen Themes",
  content: sixteenThemes,
  userId: okafor,
};
