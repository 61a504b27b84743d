/** Kindergarten, m2.0: a complete structured lesson, as the lesson app sends them. */
export const steadyBeat = {
  version: "m2.0",
  title: "Steady Beat with the Bears",
  grade: "Kindergarten",
  strands: ["Perform", "Respond"],
  standards: [
    {
      code: "K.PR.1",
      title: "Performing",
      summary: "Sing, play and move to a steady beat, alone and with others.",
    },
    {
      code: "K.RE.1",
      title: "Responding",
      summary: "Show with movement what is heard: fast and slow, loud and soft.",
    },
  ],
  objectives: [
    "Keep a steady beat with the body for a whole song.",
    "Tell a steady beat from the rhythm of the words.",
    "Start and stop together with the leader.",
  ],
  content: {
    prerequisites: [
      "The class knows the song “The Bear Went Over the Mountain”.",
      "Everyone has a place on the circle.",
    ],
    materials: [
      "One teddy bear for every child (or a bean bag)",
      "Hand drum for the teacher",
      "Four pictures of bears: sleeping, walking, running, dancing",
      "Recording of a slow march and a fast polka",
    ],
    warmup: {
      title: "Wake the bears",
      duration_minutes: 5,
      steps: [
        "Sit in the circle, bears asleep on our knees.",
        "Tap the bear’s back gently with the drum: eight slow beats.",
        "Say together: “Bear, bear, what do you hear?” and listen for one breath.",
        "Wake the bears with eight quicker beats.",
      ],
    },
    activities: [
      {
        id: "march",
        title: "The bears go marching",
        duration_minutes: 8,
        steps: [
          "Sing “The Bear Went Over the Mountain” and let the bears march on the knees.",
          "Stand up and march on the spot; the drum plays the beat.",
          "Stop when the drum stops. Ask: “Who heard the silence first?”",
          "Choose a child to lead the drum.",
        ],
        aligned_standards: ["K.PR.1"],
      },
      {
        id: "fast-slow",
        title: "Slow bears, fast bears",
        duration_minutes: 7,
        steps: [
          "Show the four pictures. Each picture has its own tempo.",
          "Play the recordings; the children hold up the picture that fits.",
          "Move around the circle in that tempo without touching a neighbor.",
        ],
        aligned_standards: ["K.RE.1"],
      },
      {
        id: "words",
        title: "Beat or words?",
        duration_minutes: 6,
        steps: [
          "Pat the beat while singing the first line.",
          "Clap the words of the same line. Ask: “What is different?”",
          "Half of the circle pats, the other half claps; then change over.",
        ],
        aligned_standards: ["K.PR.1"],
      },
    ],
    assessment: {
      watch_for: [
        "Keeps the beat for eight counts without help",
        "Stops with the drum",
        "Changes from beat to words on the signal",
      ],
      record: "Tick three children per lesson on the class list; everyone is seen within two weeks.",
    },
    differentiation: {
      needs_support: [
        "Sit beside the teacher and share the drum.",
        "Use a larger movement: swaying before patting.",
      ],
      needs_challenge: ["Walk the beat and clap the words at once.", "Lead the group with the drum."],
    },
    accommodations: "Headphones for children who are sensitive to noise; a picture card for “stop”.",
    exit_ticket: {
      title: "Good night, bears",
      duration_minutes: 4,
      steps: [
        "Sing the song once more, each verse softer than the one before.",
        "Each bear taps two beats on the door frame as its owner goes out.",
      ],
    },
    homework: "Find something at home that ticks or drips steadily, and show how it goes.",
    reflection: "Which children still follow their neighbors instead of the drum?",
    timing: { total_minutes: 30 },
  },
  citations: ["“The Bear Went Over the Mountain”, traditional"],
  revision: 3,
};
