import { byColour, byColourAndSize, bySize, type DemoProduct, details, single } from '../demo-product.ts'

export const lighting: DemoProduct[] = [
  {
    slug: 'pleated-lamp',
    name: 'Pleated table lamp',
    tagline: 'The end of the working day',
    description:
      'A hand-pleated cotton shade on a turned base, with a switch where your hand expects it. ' +
      'The pleats soften the bulb to the colour of late afternoon. ' +
      'Shade and base come apart for posting and for dusting.',
    details: details({
      Material: 'Cotton shade, turned ash base',
      Size: '42 cm tall, shade 30 cm across',
      Bulb: 'E27, up to 8 W LED, included',
      Cable: '2 m, fabric covered, UK plug',
    }),
    category: 'lighting',
    keywords: ['table lamp', 'bedside lamp', 'lampshade', 'light', 'pleat'],
    art: {
      noun: 'pleated table lamp',
      pose: 'on a turned base',
      colour: 'Moss',
      tile: 'mist',
      heightCm: 42,
    },
    variants: byColour(
      'LAMP-PLEAT',
      { priceMinor: 8900, weightGrams: 1700 },
      { Moss: [9, 11], Clay: [7, 0], Marigold: [0, 12], Plum: [4, 5] },
    ),
    featured: true,
  },
  {
    slug: 'task-lamp',
    name: 'Task lamp',
    tagline: 'Light exactly there',
    description:
      'Two arms, two joints and a small bright head that stays where you put it. ' +
      'The springs are hidden and the base is heavy. ' +
      'Turn the head to the wall and it becomes a quiet uplight.',
    details: details({
      Material: 'Powder-coated steel, cast-iron base',
      Size: 'Reaches 48 cm up and 40 cm out',
      Bulb: 'Built-in LED, 6 W, warm white, dimmable',
      Cable: '1.8 m, UK plug',
    }),
    category: 'lighting',
    keywords: ['desk lamp', 'reading lamp', 'anglepoise style', 'study', 'led'],
    art: {
      noun: 'task lamp',
      pose: 'head bent to the right',
      colour: 'Marigold',
      tile: 'linen',
      heightCm: 48,
    },
    variants: byColour(
      'LAMP-TASK',
      { priceMinor: 11500, weightGrams: 2900 },
      { Marigold: [6, 6], Ink: [14, 10], Clay: [3, 0] },
    ),
  },
  {
    slug: 'dome-pendant',
    name: 'Dome pendant',
    tagline: 'Hang it low over the table',
    description:
      'Spun from a single disc of aluminium and painted twice, matt outside and warm white within. ' +
      'It throws a clean circle on the table and leaves the ceiling dim. ' +
      'The flex is cut to length when you fit it.',
    details: details({
      Material: 'Spun aluminium, brass cap',
      Small: '26 cm across',
      Large: '40 cm across',
      Bulb: 'E27, up to 12 W LED, not included',
    }),
    category: 'lighting',
    keywords: ['ceiling light', 'hanging lamp', 'lampshade', 'kitchen light', 'dining'],
    art: { noun: 'dome pendant', pose: 'hanging from its flex', colour: 'Clay', tile: 'sage', heightCm: 24 },
    variants: byColourAndSize(
      'PENDANT-DOME',
      {
        Small: { code: 'S', priceMinor: 7400, weightGrams: 900 },
        Large: { code: 'L', priceMinor: 11800, weightGrams: 1600 },
      },
      {
        Clay: [
          [8, 8],
          [5, 2],
        ],
        Blue: [
          [10, 0],
          [0, 0],
        ],
        Ink: [
          [0, 14],
          [2, 1],
        ],
      },
    ),
  },
  {
    slug: 'paper-lantern',
    name: 'Paper lantern lamp',
    tagline: 'A small moon for the corner',
    description:
      'Mulberry paper over a spiral of split bamboo, standing on three thin legs. ' +
      'Lit, it has no edges at all. ' +
      'It folds flat for moving house, which is how most of ours have travelled.',
    details: details({
      Material: 'Mulberry paper, bamboo, ash legs',
      Size: '45 cm tall, 34 cm across',
      Bulb: 'E14, up to 5 W LED, included',
    }),
    category: 'lighting',
    keywords: ['washi', 'rice paper', 'floor lamp', 'globe', 'moon', 'shade'],
    art: {
      noun: 'paper lantern lamp',
      pose: 'on three legs',
      colour: 'Paper',
      tile: 'mulberry',
      heightCm: 45,
    },
    variants: single('LAMP-LANTERN', { priceMinor: 6200, weightGrams: 850 }, [0, 27]),
    isNew: true,
  },
  {
    slug: 'brass-candlesticks',
    name: 'Brass candlestick',
    tagline: 'Better in twos',
    description:
      'Turned from solid brass and left unlacquered, so it will dull, darken and be yours. ' +
      'A wide drip pan saves the tablecloth. ' +
      'Sold singly, with one beeswax candle.',
    details: details({
      Material: 'Solid brass, beeswax candle',
      Low: '12 cm tall',
      Tall: '20 cm tall',
      Care: 'Polish, or do not',
    }),
    category: 'lighting',
    keywords: ['candle holder', 'candles', 'taper', 'dinner', 'brass'],
    art: {
      noun: 'brass candlesticks',
      pose: 'a tall and a low one, lit',
      colour: 'Brass',
      tile: 'mist',
      heightCm: 38,
    },
    variants: bySize('CANDLE-BRASS', {
      Low: { code: 'S', priceMinor: 2400, weightGrams: 380, units: [22, 19] },
      Tall: { code: 'T', priceMinor: 3200, weightGrams: 560, units: [16, 3] },
    }),
  },
  {
    slug: 'storm-lantern',
    name: 'Storm lantern',
    tagline: 'For the end of the garden',
    description:
      'A lantern with a bale handle, a glass chimney and a flame that wind does not find. ' +
      'It burns lamp oil or takes the small rechargeable light that comes with it. ' +
      'Hang it from a branch; it will not mind the rain.',
    details: details({
      Material: 'Galvanised steel, borosilicate glass',
      Size: '30 cm tall, handle up',
      Light: 'LED insert, 20 hours, USB-C',
    }),
    category: 'lighting',
    keywords: ['hurricane lamp', 'oil lamp', 'garden light', 'camping', 'outdoor'],
    art: { noun: 'storm lantern', pose: 'handle up, lit', colour: 'Ink', tile: 'butter', heightCm: 30 },
    variants: byColour(
      'LANTERN-STORM',
      { priceMinor: 4900, weightGrams: 1150 },
      { Ink: [13, 13], Moss: [0, 9], Clay: [1, 2] },
    ),
  },
]
