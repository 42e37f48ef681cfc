import { byColour, byColourAndSize, type DemoProduct, details, single } from '../demo-product.ts'

export const desk: DemoProduct[] = [
  {
    slug: 'wall-clock',
    name: 'Wall clock',
    tagline: 'Tells the time and leaves it at that',
    description:
      'A painted steel case, twelve plain marks and hands you can read from the hob. ' +
      'The movement sweeps, so there is no tick. ' +
      'One hook, one battery, once a year.',
    details: details({
      Material: 'Steel case, glass front',
      Size: '30 cm across',
      Battery: 'One AA, included',
    }),
    category: 'desk',
    keywords: ['kitchen clock', 'round clock', 'time', 'watch', 'quiet'],
    art: { noun: 'wall clock', pose: 'showing ten past ten', colour: 'Ink', tile: 'rose', heightCm: 30 },
    variants: byColour(
      'CLOCK-WALL',
      { priceMinor: 5800, weightGrams: 980 },
      { Ink: [12, 9], Clay: [7, 0], Moss: [0, 6] },
    ),
  },
  {
    slug: 'alarm-clock',
    name: 'Twin-bell alarm clock',
    tagline: 'Keeps the telephone out of the bedroom',
    description:
      'Two bells, a hammer and a sound that gets you up the first time. ' +
      'It winds with a key and runs for thirty hours. ' +
      'The dial glows just enough to be found.',
    details: details({
      Material: 'Enamelled steel, brass bells',
      Size: '17 cm tall',
      Power: 'Wound by hand',
    }),
    category: 'desk',
    keywords: ['bedside clock', 'bells', 'wake up', 'time', 'retro'],
    art: {
      noun: 'twin-bell alarm clock',
      pose: 'seen from the front',
      colour: 'Plum',
      tile: 'mist',
      heightCm: 17,
    },
    variants: byColour(
      'CLOCK-ALARM',
      { priceMinor: 3600, weightGrams: 520 },
      { Plum: [15, 12], Blue: [0, 14], Marigold: [4, 1] },
    ),
    featured: true,
  },
  {
    slug: 'cloth-notebook',
    name: 'Cloth notebook',
    tagline: 'Lies flat, takes ink, ends well',
    description:
      'Sewn in sections and bound in book cloth, with a ribbon and a paper label on the front. ' +
      'The paper is cream, dotted faintly and thick enough for a fountain pen. ' +
      'One hundred and sixty pages: about a season.',
    details: details({
      Material: 'Book cloth, 100 gsm cream paper',
      Pocket: 'A6, 160 pages',
      Desk: 'A5, 160 pages',
    }),
    category: 'desk',
    keywords: ['journal', 'diary', 'notepad', 'sketchbook', 'stationery', 'paper'],
    art: {
      noun: 'cloth notebook',
      pose: 'standing, ribbon out',
      colour: 'Blue',
      tile: 'sage',
      heightCm: 21,
    },
    variants: byColourAndSize(
      'NOTEBOOK-CLOTH',
      {
        Pocket: { code: 'A6', priceMinor: 1200, weightGrams: 190 },
        Desk: { code: 'A5', priceMinor: 1800, weightGrams: 360 },
      },
      {
        Blue: [
          [80, 64],
          [52, 70],
        ],
        Clay: [
          [45, 0],
          [0, 38],
        ],
        Moss: [
          [0, 0],
          [29, 25],
        ],
        Plum: [
          [33, 27],
          [1, 3],
        ],
      },
    ),
  },
  {
    slug: 'pencil-pot',
    name: 'Pencil pot',
    tagline: 'Somewhere for them to stand',
    description:
      'A ribbed stoneware pot with a felt foot, heavy enough to reach into without looking. ' +
      'It comes with three cedar pencils, sharpened. ' +
      'Brushes like it too.',
    details: details({
      Material: 'Ribbed stoneware, wool felt',
      Size: '11 cm tall, 9 cm across',
      Care: 'Wipe with a damp cloth',
    }),
    category: 'desk',
    keywords: ['pen holder', 'desk tidy', 'brush pot', 'stationery', 'pencils'],
    art: {
      noun: 'ribbed pencil pot',
      pose: 'holding three pencils',
      colour: 'Clay',
      tile: 'linen',
      heightCm: 20,
    },
    variants: byColour(
      'POT-PENCIL',
      { priceMinor: 1900, weightGrams: 540 },
      { Clay: [19, 23], Ink: [27, 0], Moss: [0, 16] },
    ),
    isNew: true,
  },
  {
    slug: 'sandglass',
    name: 'Half-hour sandglass',
    tagline: 'One thing at a time',
    description:
      'Blown glass between two discs of oak, filled with marble sand that takes thirty minutes to fall. ' +
      'No sound, no screen, no argument. ' +
      'Turn it over and begin.',
    details: details({
      Material: 'Borosilicate glass, oak, marble sand',
      Size: '19 cm tall',
      Accuracy: 'Within a minute, which is plenty',
    }),
    category: 'desk',
    keywords: ['hourglass', 'egg timer', 'timer', 'focus', 'sand'],
    art: { noun: 'sandglass', pose: 'sand half run', colour: 'Oak', tile: 'rose', heightCm: 19 },
    variants: single('GLASS-SAND-30', { priceMinor: 4100, weightGrams: 640 }, [2, 2]),
  },
  {
    slug: 'day-blocks',
    name: 'Perpetual calendar',
    tagline: 'Turn two blocks each morning',
    description:
      'Two beech cubes for the day and three sticks for the month, in an oak tray. ' +
      'It works in any year, which makes it the last calendar you need. ' +
      'Children tend to take over the job.',
    details: details({
      Material: 'Beech blocks, oak tray',
      Size: '16 × 11 cm',
      Care: 'Dust it when you turn it',
    }),
    category: 'desk',
    keywords: ['desk calendar', 'wooden calendar', 'date', 'blocks', 'cubes'],
    art: {
      noun: 'perpetual calendar',
      pose: 'showing the 24th',
      colour: 'Paper',
      tile: 'pine',
      heightCm: 12,
    },
    variants: single('CALENDAR-BLOCKS', { priceMinor: 3400, weightGrams: 780 }, [18, 0]),
  },
]
