/**
 * Grade 6, Markdown: a believable lesson full of what breaks careless programs: right-to-left text and overrides, emoji of
 * several code points, markup, spreadsheet formulas, terminal escapes, zero-width characters, a word without end. Characters
 * that cannot be seen are written by code.
 */
const char = (code: number) => String.fromCodePoint(code);
const zeroWidthSpace = char(0x200b);
const rightToLeftOverride = char(0x202e);
const popDirection = char(0x202c);
const escapeSign = char(0x1b);
const bell = char(0x07);
const combiningStack = [0x301, 0x308, 0x303, 0x33f, 0x316].map(char).join("");
const longWord = "tralala".repeat(60);

export const hostileCharacters = `# Songs & Symbols: "Strange" Signs <in> Music 🎼👩‍🎤🏳️‍🌈

**Grade:** 6 | **Duration:** 45 minutes | **Standards:** 6.CN.1, 6.RE.2

## Objectives

- Students read signs from five writing systems & tell <b>which</b> of them are musical.
- Students sing "Shalom Chaverim" – שָׁלוֹם חֲבֵרִים – in three parts.
- Students listen to an Arabic maqam (مقام الراست) and describe a tone between E and E♭.

## Materials

- Copies of the score: clefs 𝄞 𝄢, rests 𝄽 𝄾, ♯ ♭ ♮, and one invented sign
- Lyrics sheet with Hebrew, Arabic (نشيد), Greek (Σείκιλος) and Japanese (さくら) lines
- Sticky notes in 5 colors; emoji cards: 😀 👨‍👩‍👧‍👦 🇺🇸 👍🏽 🫶
- The teacher’s list: =SUM(A1:A5), +1 song, -1 chair, @home, 'quoted

## Warm-up: Signs that do something (5 minutes)

- Show the cards one by one; clap when you see a sign a musician would obey.
- The trick cards: \`<script>alert("boo")</script>\`, ]]>, \`<!-- hidden -->\`, &amp;, %s %n, \${title}, {{title}}, ../../etc
- Say: “A sign does nothing until somebody reads it.”

## Lesson Procedure

### Activity 1: Right to left, left to right (12 minutes)

1. Look at the Hebrew line: שָׁלוֹם חֲבֵרִים. Where does it begin? Where do the notes begin?
2. Sing in unison, then in three parts, entering after two measures each.
3. Compare with a line that only pretends: ${rightToLeftOverride}abc${popDirection} – read it aloud, then from the other side.

### Activity 2: Invisible and too long (10 minutes)

- Two words look alike: “rest” and “re${zeroWidthSpace}st”. One of them has a sign that nobody can see, as a rest has no sound.
- Sing the longest word of the songbook in one breath: ${longWord}
- A note with many accents: a${combiningStack} – how would you play it?

### Activity 3: What computers make of it (10 minutes)

- Type the line ${escapeSign}[31mforte${escapeSign}[0m and ring the bell ${bell}: on some screens it turns red.
- A cell that begins with =cmd()|'/C calc'!A1 is a formula for a spreadsheet and a joke for us.
- Robert'); DROP TABLE songs;-- is a good name for a band. Why do banks not laugh?
- Discuss: which of the signs today are instructions, and for whom?

## Assessment

| Sign | Meaning | For whom |
| --- | --- | --- |
| 𝄐 | hold as long as you like | the singer |
| =A1+B1 | add two cells \\| not a melody | the spreadsheet |
| 👏🏾 | clap | everybody |

## Differentiation

### For students who read other scripts
- Read your line aloud to the class; you are the expert for two minutes.

### For students who need fewer signs
- Use three cards only: 𝄞, 😀 and שָׁלוֹם.

## Closure (8 minutes)

Everybody invents a sign, gives it a sound and teaches it: ★彡, (╯°□°)╯︵ ┻━┻, or something nobody has seen yet. Goodbye in all languages of the room: まもなく, 再见, وداعًا, להתראות, αντίο, до свидания!

## Homework

Find a sign at home that tells somebody to be loud or to be quiet <or both>.
`;
