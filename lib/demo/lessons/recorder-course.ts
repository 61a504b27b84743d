/** Grade 3, Markdown: a whole recorder course in one lesson plan, about a hundred slides long. */

type Week = {
  notes: string;
  piece: string;
  warmUp: string;
  technique: string;
  game: string;
  ensemble: string;
  question: string;
  check: string;
  atHome: string;
};

const weeks: readonly Week[] = [
  {
    notes: "Breath only",
    piece: "Wind in the Trees (free play on the head joint)",
    warmUp: "Blow a feather from hand to hand without letting it fall.",
    technique: "Warm, slow air: steam up an imaginary window. Hot air sounds soft, cold air squeaks.",
    game: "Owl and train: open head joint and closed head joint answer each other.",
    ensemble: "Half of the class is wind, the other half owls; a conductor opens and closes the hands.",
    question: "What changes when you cover the end of the head joint with your palm?",
    check: "Plays one long, even tone for six beats.",
    atHome: "Find three things at home that sound when you blow over them.",
  },
  {
    notes: "B",
    piece: "Bees on B",
    warmUp: "Say “doo” eight times on one breath, tongue behind the teeth.",
    technique: "Left hand on top, thumb at the back. Check that the hole leaves a ring on the fingertip.",
    game: "Copycat: the teacher plays four beats on B, the class answers at once.",
    ensemble: "Play the rhythm of your name on B over a drone of the teacher.",
    question: "Which of you had the hand swapped, and how did you notice?",
    check: "Covers thumb and first hole without looking.",
    atHome: "Play “Bees on B” for somebody and ask them to find the first beat.",
  },
  {
    notes: "B and A",
    piece: "Rocking Chair",
    warmUp: "Finger drumming: tap A and B on a pencil while counting to eight.",
    technique: "Lift and lower the second finger close to the hole, like a cat’s paw.",
    game: "Higher or lower: sit down for A, stand up for B, eyes closed.",
    ensemble: "Two groups rock: one plays B A, the other answers A B.",
    question: "Is it harder to go up or to come down?",
    check: "Changes between B and A four times without a squeak.",
    atHome: "Play five minutes while somebody else sits in a rocking chair, or pretends to.",
  },
  {
    notes: "B, A and G",
    piece: "Hot Cross Buns",
    warmUp: "Three sirens with the voice, then three long tones on G.",
    technique: "Third finger reaches flat, not curled. G is where most holes leak.",
    game: "Traffic light: red is G, yellow is A, green is B; the class plays what is shown.",
    ensemble: "Hot Cross Buns with claves on the beat and a G drone.",
    question: "Where in the song are notes repeated, and how does the tongue help?",
    check: "Plays the first line of Hot Cross Buns from memory.",
    atHome: "Sell your buns: play for three people and collect three compliments.",
  },
  {
    notes: "B, A and G with half notes",
    piece: "Au clair de la lune",
    warmUp: "Breathe in for two, out for eight; then for ten.",
    technique: "Hold half notes to the end. Listen for the silence that should not be there.",
    game: "Statues: walk during long notes, freeze when somebody cuts one short.",
    ensemble: "One group plays, one sings in French, one draws the shape of the line in the air.",
    question: "What would the moon say about our breathing?",
    check: "Plays four measures in one breath each.",
    atHome: "Play in a dark room; the fingers must find their own way.",
  },
  {
    notes: "B, A and G with rests",
    piece: "Mary Had a Little Lamb",
    warmUp: "Clap the rhythm and whisper the rests.",
    technique: "Stop the tone with the tongue, not with the breath.",
    game: "The lamb hides: one measure is left out, the class has to find which.",
    ensemble: "Pass the measures around the circle, one player each.",
    question: "How can silence be on the beat?",
    check: "Observes all three rests.",
    atHome: "Play it for a pet or a plant. Who listens better?",
  },
  {
    notes: "Composing with B, A and G",
    piece: "My Four Measures",
    warmUp: "Question and answer over the drone: end on A for a question, on G for an answer.",
    technique: "Write what you play: note heads first, stems later.",
    game: "Telephone: play your measure to a neighbor, who plays it on. What comes out at the end?",
    ensemble: "Three compositions in a row become a rondo with the class tune in between.",
    question: "What makes your melody sound finished?",
    check: "The written melody can be played by somebody else.",
    atHome: "Copy your melody neatly and give it a title.",
  },
  {
    notes: "High C",
    piece: "Rain, Rain",
    warmUp: "Long tones on B, then lift one finger: there it is.",
    technique: "C is light: thumb and second finger only. The right hand keeps hold of the recorder.",
    game: "Drop by drop: one C each around the circle, no hurry, no gap.",
    ensemble: "Rain sticks begin, recorders join, thunder from the drums ends it.",
    question: "Why does the recorder feel less safe on C?",
    check: "Plays C B A G down and up evenly.",
    atHome: "Listen to rain and write down its rhythm.",
  },
  {
    notes: "High D",
    piece: "Ode to Joy, first part",
    warmUp: "Sing the first line with finger signs before playing.",
    technique: "From C to D only the thumb moves. Practice it as slowly as a snail.",
    game: "Snail race: the slowest even change wins.",
    ensemble: "Melody, drone, and a bass of open strings from the ukuleles.",
    question: "Which step in the melody is the only leap?",
    check: "Plays two lines with a steady beat.",
    atHome: "Find the melody in a film or an advertisement.",
  },
  {
    notes: "D and slurs",
    piece: "Lullaby of the Harbor",
    warmUp: "Hum, then play the same tone with the same calm.",
    technique: "Tongue the first note of a slur only; the air goes on like a river.",
    game: "Smooth or bouncy: the class shows with hands what it hears.",
    ensemble: "Half plays slurred, half plucks the same line on xylophones.",
    question: "When would a sailor want bouncy notes?",
    check: "Slurs three pairs without a bump.",
    atHome: "Play somebody to sleep. Report how long it took.",
  },
  {
    notes: "Low E",
    piece: "Old MacDonald",
    warmUp: "Blow as if to move a candle flame without putting it out.",
    technique: "Low notes need less air. The right hand joins with two fingers.",
    game: "Elevator: the teacher calls floors from E to D, the class plays them.",
    ensemble: "Each animal is one group; the farmer conducts.",
    question: "Which finger forgot to come along?",
    check: "Plays E after G without a squeak, three of four times.",
    atHome: "Add an animal of your own and its sound.",
  },
  {
    notes: "Low D",
    piece: "Boil Them Cabbage Down",
    warmUp: "Play a staircase down from G and wait at the bottom.",
    technique: "Roll the fingers down one after the other until the tone is round.",
    game: "Treasure in the cellar: who finds low D with eyes closed?",
    ensemble: "Verse with recorders, refrain with washboard and spoons.",
    question: "What do you do with the air on the way down?",
    check: "Holds low D for four beats.",
    atHome: "Teach somebody the refrain to clap.",
  },
  {
    notes: "The pentatonic scale D E G A B",
    piece: "Amazing Grace",
    warmUp: "Improvise over a drone: no note is wrong today.",
    technique: "Listen before you play: take over the last note of your neighbor.",
    game: "Five-note dice: throw and play what the dice say.",
    ensemble: "Melody with bells on the first beat of every measure.",
    question: "Why is there no wrong note in this scale?",
    check: "Improvises eight beats and ends on G.",
    atHome: "Make a dice with five notes and one surprise.",
  },
  {
    notes: "Three-four time",
    piece: "The Cuckoo",
    warmUp: "Swing from foot to foot, heavy on one.",
    technique: "Stress the first beat with a longer note, not with more air.",
    game: "Cuckoo in the room: one hidden player calls, the class points.",
    ensemble: "Waltz band: recorders, triangle on two and three, bass drum on one.",
    question: "How would the song march?",
    check: "Keeps three beats while a neighbor claps.",
    atHome: "Dance it in the kitchen.",
  },
  {
    notes: "F sharp",
    piece: "Skye Boat Song, refrain",
    warmUp: "Sing G, then a half step below; show the small distance with two fingers.",
    technique: "Skip a finger: the gap between them makes the sharp.",
    game: "Spot the sharp: stand on one foot whenever it comes.",
    ensemble: "Boats rock in three-four time, waves on the ocean drum.",
    question: "How does the melody change if we play F instead?",
    check: "Plays F sharp in the key of G without being reminded.",
    atHome: "Mark every F in your book in color.",
  },
  {
    notes: "Playing in two parts",
    piece: "Frère Jacques as a round",
    warmUp: "Walk and sing the round; stay with your own group when paths cross.",
    technique: "Play at half the loudness: you must hear the other part.",
    game: "Two magnets: two players at a time stand back to back and stay together.",
    ensemble: "Two groups, then four; end one after another like lights in windows.",
    question: "What did you do when you got lost?",
    check: "Keeps the part when the second group enters.",
    atHome: "Record the first part and play the second over it.",
  },
  {
    notes: "Loud and soft",
    piece: "Echo Mountain",
    warmUp: "Sing across an imaginary valley and wait for the answer.",
    technique: "Recorders cannot shout: soft means fewer players, not less air.",
    game: "Far or near: the class plays, one listener outside the door tells the distance.",
    ensemble: "Echo groups in three corners of the room.",
    question: "Why does a recorder go flat when we blow less?",
    check: "The pitch stays when the group gets smaller.",
    atHome: "Find a place with an echo and tell us where.",
  },
  {
    notes: "Choosing the program",
    piece: "Three favorites",
    warmUp: "Everyone plays the piece that is easiest, all at once, as softly as possible.",
    technique: "Practice the start: breathe together, lift together, begin together.",
    game: "Silent vote with stones in three bowls.",
    ensemble: "Play the winners in the order slow, funny, grand.",
    question: "What does an audience need after a slow piece?",
    check: "Starts on the conductor’s breath, without counting aloud.",
    atHome: "Write an announcement of two sentences for one piece.",
  },
  {
    notes: "Dress rehearsal",
    piece: "The whole program",
    warmUp: "Shake hands, shoulders and knees; then one long G together.",
    technique: "When something goes wrong, stay in the beat and come in at the next line.",
    game: "The stumble game: the teacher makes a mistake on purpose, everyone plays on.",
    ensemble: "Run through without stopping; bow together.",
    question: "What do you want the audience to tell at home?",
    check: "Every player knows the own place on stage.",
    atHome: "Lay out your concert clothes and oil your joints.",
  },
  {
    notes: "Concert and looking back",
    piece: "Concert for the second grade",
    warmUp: "Quiet hands, quiet feet, one breath together.",
    technique: "Smile with the eyes; the mouth is busy.",
    game: "Compliments: write one to the player on your left.",
    ensemble: "Play the program, take questions, let the guests try a head joint.",
    question: "Which week would you like to have again?",
    check: "The recorder passport is complete and signed.",
    atHome: "Keep playing ten minutes on Sundays.",
  },
];

function weekPlan(week: Week, index: number): string {
  return `### Activity ${index + 1}: Week ${index + 1} – ${week.notes} (30 minutes)

**Start together**

- ${week.warmUp}
- Look at last week’s task: two players show what they did at home.
- Say the goal of today: ${week.check}

**New today**

1. Listen to “${week.piece}” once without the instrument.
2. ${week.technique}
3. Finger silently while the teacher plays, then whisper the note names.
4. Play in small pieces, last measure first.

**Play and listen**

- Game: ${week.game}
- Ensemble: ${week.ensemble}
- Ask: “${week.question}”

**Finish**

- Check: ${week.check}
- At home: ${week.atHome}
`;
}

export const recorderCourse = `# Twenty Weeks to the First Concert: A Recorder Course

## Course Overview

- **Grade Level**: 3rd Grade
- **Duration**: 600 minutes
- **Focus Area**: Playing the soprano recorder alone and with others
- **Primary Standard**: **3.PR.1** – Perform with correct technique and a steady beat
- **Supporting Standards**:
  - 3.CR.1 – Create short melodies within given limits
  - 3.RE.1 – Listen and describe music with suitable words

## Learning Objectives

By the end of the course, students will be able to:

1. play eight notes with a clear start and a steady tone
2. read a melody of eight measures at sight, slowly and without stopping
3. keep their own part while others play another one
4. compose four measures that somebody else can play
5. give a concert: enter, breathe together, play, bow
6. take care of the instrument

## Materials

- Soprano recorder with Baroque fingering, one per child, labeled
- Cleaning rod and cloth
- Recorder passport: one field per week, signed by the teacher
- Music stands, one for two
- Drums, claves, triangle, xylophones, ocean drum

## Course Procedure

Every week has the same four parts, so that the class knows what comes next and the teacher can start without a word.

${weeks.map(weekPlan).join("\n")}
## Assessment

| Skill | Excellent | Good | Keep practicing |
| --- | --- | --- | --- |
| Tone | even and round on all notes | even on most notes | squeaks on low notes |
| Rhythm | steady, also with others | steady alone | hurries |
| Reading | at sight | after practice | with note names written in |
| Listening | adjusts to the group | notices others | plays alone |

The passport is signed when the weekly check is met, in the lesson or at recess.

## Differentiation

### For students whose hands are small
- Recorder with keys, or left-hand notes only until week 12

### For students who play already
- Alto recorder, second voices, conducting

### For students with asthma
- Fewer long tones; claves or xylophone in between, and always a seat near the window

## Notes for the Teacher

- Recorders are instruments, not toys and not weapons: the sign for “rest position” is practiced every week.
- If half of the class squeaks, play softer yourself. They follow.
- Wash the head joints at the end of every term.
`;
