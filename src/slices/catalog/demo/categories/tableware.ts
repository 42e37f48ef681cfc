import { byColour, byColourAndSize, bySize, type DemoProduct, details } from '../demo-product.ts'

export const tableware: DemoProduct[] = [
  {
    slug: 'stoneware-mug',
    name: 'Stoneware mug',
    tagline: 'The one you reach for first',
    description:
      'A straight-sided mug with a handle that takes three fingers and a rim thin enough to forget about. ' +
      'The foot is left unglazed, so each one shows the clay it came from. ' +
      'Small holds a flat white, large holds a proper tea.',
    details: details({
      Material: 'Glazed stoneware, unglazed foot',
      Small: '8 cm tall, 240 ml',
      Large: '9.5 cm tall, 380 ml',
      Care: 'Dishwasher and microwave safe',
    }),
    category: 'tableware',
    keywords: ['blue mug', 'cup', 'coffee', 'tea', 'beaker', 'pottery', 'ceramic', 'breakfast'],
    art: { noun: 'stoneware mug', pose: 'handle to the right', colour: 'Blue', tile: 'rose', heightCm: 9.5 },
    variants: byColourAndSize(
      'MUG-STONE',
      {
        Small: { code: 'S', priceMinor: 1400, weightGrams: 310 },
        Large: { code: 'L', priceMinor: 1800, weightGrams: 420 },
      },
      {
        Blue: [
          [48, 36],
          [60, 44],
        ],
        Moss: [
          [30, 0],
          [22, 18],
        ],
        Clay: [
          [0, 26],
          [3, 1],
        ],
        Oat: [
          [40, 32],
          [0, 0],
        ],
      },
    ),
    featured: true,
  },
  {
    slug: 'footed-bowl',
    name: 'Footed serving bowl',
    tagline: 'Raised a little, for the middle of the table',
    description:
      'Wide enough for salad for six and steady on a turned foot. ' +
      'A single line of iron oxide runs under the rim, painted by hand while the bowl is still on the wheel. ' +
      'It looks just as well with three lemons in it.',
    details: details({
      Material: 'Glazed stoneware',
      Size: '28 cm across, 13 cm tall, 2.4 litres',
      Care: 'Dishwasher safe; warm it before hot food',
    }),
    category: 'tableware',
    keywords: ['salad bowl', 'fruit bowl', 'dish', 'ceramic', 'centrepiece'],
    art: { noun: 'footed bowl', pose: 'seen from the side', colour: 'Oat', tile: 'mulberry', heightCm: 13 },
    variants: byColour(
      'BOWL-FOOTED',
      { priceMinor: 4200, weightGrams: 1350 },
      { Oat: [14, 9], Blue: [8, 12], Clay: [0, 4] },
    ),
  },
  {
    slug: 'supper-plate',
    name: 'Supper plate',
    tagline: 'A broad rim and room for seconds',
    description:
      'A plate with a raised rim that keeps sauce where it belongs and stacks without a wobble. ' +
      'The glaze pools a shade darker in the well. ' +
      'Side plates match, so you can build the set one at a time.',
    details: details({
      Material: 'Glazed stoneware',
      Side: '21 cm across',
      Dinner: '27 cm across',
      Care: 'Dishwasher and microwave safe',
    }),
    category: 'tableware',
    keywords: ['dinner plate', 'side plate', 'dish', 'crockery', 'ceramic'],
    art: { noun: 'supper plate', pose: 'standing on its rim', colour: 'Moss', tile: 'butter', heightCm: 27 },
    variants: byColourAndSize(
      'PLATE-SUPPER',
      {
        Side: { code: 'S', priceMinor: 1600, weightGrams: 480 },
        Dinner: { code: 'D', priceMinor: 2200, weightGrams: 780 },
      },
      {
        Moss: [
          [36, 20],
          [28, 24],
        ],
        Oat: [
          [52, 0],
          [44, 16],
        ],
        Blue: [
          [0, 18],
          [0, 0],
        ],
      },
    ),
  },
  {
    slug: 'stove-kettle',
    name: 'Stove-top kettle',
    tagline: 'Boils quietly, pours cleanly',
    description:
      'An enamelled steel kettle with a high arched handle that stays clear of the steam. ' +
      'The spout is cut low so that it pours to the last drop. ' +
      'Works on gas, induction and a camp fire, if you are careful.',
    details: details({
      Material: 'Enamelled steel, beech knob',
      Capacity: '1.6 litres',
      Size: '23 cm tall with the handle up',
      Care: 'Wipe clean; descale now and then',
    }),
    category: 'tableware',
    keywords: ['tea kettle', 'teapot', 'boiler', 'hob', 'induction', 'enamel'],
    art: {
      noun: 'enamel kettle',
      pose: 'spout to the right',
      colour: 'Marigold',
      tile: 'linen',
      heightCm: 23,
    },
    variants: byColour(
      'KETTLE-STOVE',
      { priceMinor: 6800, weightGrams: 1480 },
      { Marigold: [11, 7], Ink: [16, 16], Moss: [2, 0] },
    ),
    featured: true,
  },
  {
    slug: 'enamel-jug',
    name: 'Enamel jug',
    tagline: 'Water, milk, tulips',
    description:
      'A tall jug with a generous lip and a rolled rim in white enamel. ' +
      'It lives on the table at lunch and holds flowers for the rest of the day. ' +
      'Light when empty, balanced when full.',
    details: details({
      Material: 'Enamelled steel',
      Size: '22 cm tall, 1.5 litres',
      Care: 'Dishwasher safe; not for the microwave',
    }),
    category: 'tableware',
    keywords: ['pitcher', 'water jug', 'milk jug', 'carafe', 'flowers'],
    art: { noun: 'enamel jug', pose: 'lip to the left', colour: 'Plum', tile: 'butter', heightCm: 22 },
    variants: byColour(
      'JUG-ENAMEL',
      { priceMinor: 3400, weightGrams: 620 },
      { Plum: [18, 14], Blue: [9, 0], Moss: [12, 21] },
    ),
  },
  {
    slug: 'serving-board',
    name: 'Oak serving board',
    tagline: 'Bread at noon, cheese at nine',
    description:
      'One plank of English oak, oiled and left to show its grain. ' +
      'A leather loop hangs it by the stove when it is not at work. ' +
      'No two are marked alike.',
    details: details({
      Material: 'Solid oak, vegetable-tanned leather',
      Small: '32 × 15 cm',
      Large: '44 × 20 cm',
      Care: 'Wash by hand, dry upright, oil twice a year',
    }),
    category: 'tableware',
    keywords: ['chopping board', 'cutting board', 'cheese board', 'wood', 'bread'],
    art: {
      noun: 'oak board',
      pose: 'upright, with a leather loop',
      colour: 'Oak',
      tile: 'sage',
      heightCm: 44,
    },
    variants: bySize('BOARD-OAK', {
      Small: { code: 'S', priceMinor: 3200, weightGrams: 780, units: [20, 12] },
      Large: { code: 'L', priceMinor: 4800, weightGrams: 1450, units: [7, 15] },
    }),
  },
]
