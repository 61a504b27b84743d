/** Grade 4, m2.0 with other shapes than the first: texts instead of lists, objects instead of texts. Music and mathematics. */
export const fractionsAndNoteValues = {
  version: "m2.0",
  title: "Fractions You Can Hear",
  grade: "4",
  strands: "Connect",
  standards: [
    "4.CN.1 – Connect music with other subjects",
    {
      code: "4.NF.3",
      title: "Number and Operations: Fractions",
      summary: "Add fractions with like denominators.",
    },
  ],
  objectives: [
    { text: "Explain why two halves and four quarters last equally long." },
    { text: "Fill a measure of 4/4 in five different ways and prove each with a sum." },
    { text: "Perform a measure while a partner counts the fractions aloud." },
  ],
  content: {
    prerequisites:
      "Students know whole, half, quarter and eighth notes, and fractions with the same denominator.",
    materials: [
      { item: "Fraction strips from mathematics lessons", quantity: "one set per pair" },
      { item: "Paper plates cut into halves, quarters and eighths", quantity: "4 plates" },
      { item: "Boomwhackers or claves" },
      { item: "Worksheet “Five measures”" },
    ],
    warmup: {
      description:
        "A whole note is one plate. Hold the whole plate for four beats, then a half for two, a quarter for one. Without a word, show two halves: the class claps what it sees.",
      duration_minutes: 6,
    },
    activities: [
      {
        id: "plates",
        title: "Pizza measures",
        duration_minutes: "12 minutes",
        description: "In pairs, lay one full plate from any pieces. Every plate is a measure.",
        steps: [
          "Say the measure in note names: “half, quarter, two eighths”.",
          "Write it as a sum: 1/2 + 1/4 + 1/8 + 1/8 = 1.",
          "Clap it four times in a row; the neighbors check with the strips.",
        ],
        aligned_standards: ["4.NF.3", "4.CN.1"],
        common_mistake:
          "A quarter note is taken for “four beats” because of the 4. Lay four quarter pieces on the whole plate.",
      },
      {
        id: "broken",
        title: "The broken measure",
        duration_minutes: 10,
        steps: [
          "Show 1/2 + 1/4 + 1/8 on the board. Play it: everybody hears that something is missing.",
          "Ask: “How much is missing, and which note would mend it?”",
          "Collect all answers: one eighth note, one eighth rest, two sixteenths.",
        ],
        aligned_standards: ["4.NF.3"],
      },
      {
        id: "orchestra",
        title: "Fraction orchestra",
        duration_minutes: 12,
        steps:
          "1. Four groups play one note value each: whole, half, quarter, eighth.\n2. The conductor points at groups; the class watches how the values fit together.\n3. Stop all but the eighths. Who still feels the whole note?",
        aligned_standards: "4.CN.1",
      },
    ],
    assessment: {
      formative: "While pairs work, ask each for one sum and the matching sound.",
      worksheet: [
        "Five measures, each equal to 1",
        "At least one of them with a rest",
        "One performed for a partner, signed by the partner",
      ],
    },
    differentiation: [
      { group: "More support", strategies: ["Only halves and quarters", "Lay the strips under the notes"] },
      {
        group: "More challenge",
        strategies: ["Sixteenth notes", "Measures of 3/4: the whole is 3/4 now. Discuss!"],
      },
    ],
    closure: {
      title: "One measure each",
      duration_minutes: 5,
      steps: ["Everyone claps one measure in a chain without a gap."],
    },
    exit_ticket: "Write a measure with exactly three notes and prove it with a sum.",
    homework: "Bake, cut or fold something into eighths and bring a picture.",
    timing: {
      total_minutes: 45,
      note: "The orchestra may take the place of the broken measure in a short lesson.",
    },
  },
  citations: [],
  revision: 1,
};
