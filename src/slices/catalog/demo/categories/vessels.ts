import { byColour, bySize, type DemoProduct, details, single } from '../demo-product.ts'

export const vessels: DemoProduct[] = [
  {
    slug: 'bottle-vase',
    name: 'Bottle vase',
    tagline: 'One good branch is enough',
    description:
      'A full belly and a narrow neck, thrown in one piece. ' +
      'It holds a single stem upright without wire or foam, and it is handsome empty. ' +
      'The matt glaze feels like a river stone.',
    details: details({
      Material: 'Matt-glazed earthenware',
      Size: '31 cm tall, 19 cm across',
      Care: 'Watertight; rinse by hand',
    }),
    category: 'vessels',
    keywords: ['flower vase', 'stem vase', 'terracotta', 'pottery', 'decanter'],
    art: { noun: 'bottle vase', pose: 'with a narrow neck', colour: 'Clay', tile: 'sage', heightCm: 31 },
    variants: byColour(
      'VASE-BOTTLE',
      { priceMinor: 5400, weightGrams: 1600 },
      { Clay: [13, 10], Blue: [6, 8], Moss: [0, 5] },
    ),
    featured: true,
  },
  {
    slug: 'ring-vase',
    name: 'Ring vase',
    tagline: 'A vase with a view through it',
    description:
      'A hollow ring on a small foot, built from two thrown halves and joined while the clay is soft. ' +
      'We fire forty at a time, and they go. ' +
      'Leave your address and we will write when the next kiln is opened.',
    details: details({
      Material: 'Stoneware, satin glaze',
      Size: '26 cm tall, 23 cm across',
      Care: 'Rinse with a bottle brush',
    }),
    category: 'vessels',
    keywords: ['donut vase', 'doughnut vase', 'hoop', 'sculpture', 'flowers'],
    art: { noun: 'ring vase', pose: 'on a small foot', colour: 'Oat', tile: 'dusk', heightCm: 26 },
    variants: byColour(
      'VASE-RING',
      { priceMinor: 7200, weightGrams: 1900 },
      { Oat: [0, 0], Plum: [0, 0], Marigold: [0, 0] },
    ),
  },
  {
    slug: 'pantry-jar',
    name: 'Pantry jar',
    tagline: 'See what is left at a glance',
    description:
      'Clear glass with a wide mouth and a stopper turned from a single piece of cork. ' +
      'Stacks, seals and comes with a paper label and a pencil. ' +
      'Three sizes share one stopper.',
    details: details({
      Material: 'Soda glass, natural cork',
      Sizes: '0.5, 1 and 2 litres',
      Care: 'Jar in the dishwasher, cork by hand',
    }),
    category: 'vessels',
    keywords: ['storage jar', 'kitchen jar', 'canister', 'pasta jar', 'glass', 'cork', 'lid'],
    art: {
      noun: 'glass pantry jar',
      pose: 'with a cork stopper',
      colour: 'Glass',
      tile: 'linen',
      heightCm: 18,
    },
    variants: bySize('JAR-PANTRY', {
      'Half litre': { code: '05', priceMinor: 1200, weightGrams: 420, units: [64, 50] },
      'One litre': { code: '10', priceMinor: 1600, weightGrams: 610, units: [58, 0] },
      'Two litres': { code: '20', priceMinor: 2100, weightGrams: 920, units: [0, 33] },
    }),
  },
  {
    slug: 'ginger-jar',
    name: 'Ginger jar',
    tagline: 'For biscuits, keys or secrets',
    description:
      'High shoulders, a domed lid and a band of brushwork that no one hurries. ' +
      'The lid sits with a soft click. ' +
      'Big enough for a packet of biscuits, small enough for a shelf.',
    details: details({
      Material: 'Glazed porcelain',
      Size: '24 cm tall with its lid',
      Care: 'Wash by hand',
    }),
    category: 'vessels',
    keywords: ['lidded jar', 'biscuit jar', 'cookie jar', 'urn', 'tea caddy', 'porcelain'],
    art: { noun: 'ginger jar', pose: 'lid on', colour: 'Blue', tile: 'butter', heightCm: 24 },
    variants: byColour(
      'JAR-GINGER',
      { priceMinor: 6400, weightGrams: 1750 },
      { Blue: [5, 9], Plum: [1, 0], Marigold: [4, 6] },
    ),
    isNew: true,
  },
  {
    slug: 'bud-vases',
    name: 'Bud vases, set of three',
    tagline: 'Three heights, three glazes, one windowsill',
    description:
      'A small family for whatever the garden has today. ' +
      'Each is glazed differently and they are packed together, nested in paper. ' +
      'Stand them close or let them wander.',
    details: details({
      Material: 'Glazed stoneware',
      Size: '9, 13 and 17 cm tall',
      Care: 'Rinse by hand',
    }),
    category: 'vessels',
    keywords: ['small vases', 'posy', 'stems', 'gift', 'trio', 'set'],
    art: {
      noun: 'three bud vases',
      pose: 'one holding a sprig',
      colour: 'Plum',
      tile: 'sage',
      heightCm: 26,
    },
    variants: single('VASE-BUD-TRIO', { priceMinor: 4600, weightGrams: 980 }, [17, 22]),
    featured: true,
  },
  {
    slug: 'willow-basket',
    name: 'Willow basket',
    tagline: 'Holds the logs, the toys or the washing',
    description:
      'Woven from Somerset willow with two wrapped handles that stand up to being carried full. ' +
      'The rods are left in their bark, so the colour deepens over the years. ' +
      'It creaks a little. It is meant to.',
    details: details({
      Material: 'Unstripped willow',
      Sizes: '25, 32 and 40 cm tall',
      Care: 'Brush dry; a fine mist of water once a year',
    }),
    category: 'vessels',
    keywords: ['wicker', 'log basket', 'laundry', 'storage', 'hamper', 'woven'],
    art: { noun: 'willow basket', pose: 'two handles up', colour: 'Willow', tile: 'mist', heightCm: 40 },
    variants: bySize('BASKET-WILLOW', {
      Small: { code: 'S', priceMinor: 3800, weightGrams: 700, units: [12, 9] },
      Medium: { code: 'M', priceMinor: 5200, weightGrams: 1100, units: [0, 2] },
      Large: { code: 'L', priceMinor: 6900, weightGrams: 1650, units: [6, 4] },
    }),
  },
]
