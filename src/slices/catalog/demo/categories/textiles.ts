import { byColour, byColourAndSize, type DemoProduct, details } from '../demo-product.ts'

export const textiles: DemoProduct[] = [
  {
    slug: 'wool-throw',
    name: 'Wool throw',
    tagline: 'Heavy enough to keep you there',
    description:
      'Lambswool woven in the Borders on a wide loom, brushed once and finished with a knotted fringe. ' +
      'A narrow pale check runs through it. ' +
      'Folds into a neat square that nobody leaves folded for long.',
    details: details({
      Material: '100% lambswool',
      Size: '130 × 180 cm plus fringe',
      Care: 'Air it often; wool wash by hand',
    }),
    category: 'textiles',
    keywords: ['blanket', 'sofa throw', 'bedspread', 'lambswool', 'check', 'warm'],
    art: {
      noun: 'wool throw',
      pose: 'folded, fringe to the front',
      colour: 'Plum',
      tile: 'linen',
      heightCm: 22,
    },
    variants: byColour(
      'THROW-WOOL',
      { priceMinor: 9800, weightGrams: 1250 },
      { Plum: [12, 10], Moss: [9, 15], Blue: [0, 11], Marigold: [3, 0] },
    ),
    featured: true,
  },
  {
    slug: 'linen-cushion',
    name: 'Linen cushion',
    tagline: 'Soft at the edges, full in the middle',
    description:
      'Stonewashed linen with a piped edge and a feather pad that plumps back when you do not. ' +
      'The cover has a hidden zip and comes off for the wash. ' +
      'Mix sizes, not too many colours.',
    details: details({
      Material: 'Linen cover, feather pad',
      Medium: '45 × 45 cm',
      Large: '60 × 60 cm',
      Care: 'Cover at 40 °C, iron damp',
    }),
    category: 'textiles',
    keywords: ['pillow', 'scatter cushion', 'sofa', 'piped', 'square'],
    art: {
      noun: 'linen cushion',
      pose: 'standing, with a piped edge',
      colour: 'Clay',
      tile: 'sage',
      heightCm: 45,
    },
    variants: byColourAndSize(
      'CUSHION-LINEN',
      {
        Medium: { code: 'M', priceMinor: 3900, weightGrams: 700 },
        Large: { code: 'L', priceMinor: 5500, weightGrams: 1200 },
      },
      {
        Clay: [
          [26, 14],
          [10, 9],
        ],
        Blue: [
          [18, 0],
          [0, 8],
        ],
        Moss: [
          [21, 17],
          [0, 0],
        ],
        Marigold: [
          [0, 13],
          [2, 2],
        ],
      },
    ),
  },
  {
    slug: 'tea-towel',
    name: 'Striped tea towel',
    tagline: 'Dries the glasses without a trace',
    description:
      'A linen and cotton cloth with stripes woven in, not printed on. ' +
      'It starts crisp and gets better for about ten years. ' +
      'The loop in the corner is for the hook you have been meaning to put up.',
    details: details({
      Material: '55% linen, 45% cotton',
      Size: '50 × 70 cm',
      Care: 'Wash at 60 °C; it can take it',
    }),
    category: 'textiles',
    keywords: ['dish cloth', 'kitchen towel', 'glass cloth', 'stripe', 'linen'],
    art: {
      noun: 'striped tea towel',
      pose: 'over an oak rail',
      colour: 'Blue',
      tile: 'rose',
      heightCm: 36,
    },
    variants: byColour(
      'TOWEL-TEA',
      { priceMinor: 1400, weightGrams: 120 },
      { Blue: [70, 55], Clay: [64, 0], Moss: [38, 41] },
    ),
  },
  {
    slug: 'market-tote',
    name: 'Market tote',
    tagline: 'Two loaves, a bunch of leeks, the paper',
    description:
      'Heavy canvas with long handles that sit on the shoulder over a winter coat. ' +
      'The seams are bound and the corners boxed, so it stands up by itself. ' +
      'There is one pocket, for the list.',
    details: details({
      Material: '18 oz cotton canvas, webbing handles',
      Size: '38 × 36 × 14 cm',
      Care: 'Wash cold, dry flat',
    }),
    category: 'textiles',
    keywords: ['tote bag', 'shopper', 'shopping bag', 'canvas', 'carrier'],
    art: {
      noun: 'canvas tote bag',
      pose: 'standing, leeks inside',
      colour: 'Marigold',
      tile: 'mist',
      heightCm: 58,
    },
    variants: byColour(
      'TOTE-MARKET',
      { priceMinor: 2600, weightGrams: 480 },
      { Marigold: [33, 24], Ink: [0, 46], Plum: [15, 11] },
    ),
  },
  {
    slug: 'waffle-towel',
    name: 'Waffle towel',
    tagline: 'Light, quick to dry, and dry again by evening',
    description:
      'Deep waffle cotton that drinks water and forgives the radiator. ' +
      'It takes half the shelf of a terry towel and dries in an afternoon. ' +
      'The colour is dyed in the yarn, so it stays.',
    details: details({
      Material: '100% long-staple cotton',
      Hand: '50 × 90 cm',
      Bath: '80 × 150 cm',
      Care: 'Wash at 60 °C, no softener',
    }),
    category: 'textiles',
    keywords: ['bath towel', 'hand towel', 'bathroom', 'honeycomb', 'cotton'],
    art: {
      noun: 'waffle towels',
      pose: 'three, folded in a stack',
      colour: 'Oat',
      tile: 'dusk',
      heightCm: 24,
    },
    variants: byColourAndSize(
      'TOWEL-WAFFLE',
      {
        Hand: { code: 'H', priceMinor: 1500, weightGrams: 180 },
        Bath: { code: 'B', priceMinor: 3200, weightGrams: 480 },
      },
      {
        Oat: [
          [40, 30],
          [25, 18],
        ],
        Blue: [
          [28, 0],
          [0, 16],
        ],
        Plum: [
          [0, 0],
          [5, 0],
        ],
      },
    ),
    isNew: true,
  },
  {
    slug: 'linen-apron',
    name: 'Linen apron',
    tagline: 'Put it on and something gets cooked',
    description:
      'A full-length apron in washed linen with crossed straps, so nothing pulls at the neck. ' +
      'One wide pocket, divided for a spoon and a telephone. ' +
      'It hides flour better than you would think.',
    details: details({
      Material: '100% linen',
      Size: '72 × 88 cm, one size',
      Care: 'Wash at 40 °C',
    }),
    category: 'textiles',
    keywords: ['pinafore', 'kitchen', 'baking', 'cooking', 'workwear'],
    art: {
      noun: 'linen apron',
      pose: 'on a peg, spoon in the pocket',
      colour: 'Moss',
      tile: 'linen',
      heightCm: 88,
    },
    variants: byColour(
      'APRON-LINEN',
      { priceMinor: 4400, weightGrams: 360 },
      { Moss: [11, 13], Ink: [17, 8], Clay: [0, 3] },
    ),
  },
]
