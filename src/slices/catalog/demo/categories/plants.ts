import { byColour, type DemoProduct, details, single } from '../demo-product.ts'

export const plants: DemoProduct[] = [
  {
    slug: 'rubber-plant',
    name: 'Rubber plant',
    tagline: 'Shiny, patient, hard to upset',
    description:
      'Ficus elastica in a ceramic pot, about a year old and ready to climb. ' +
      'It wants a bright corner and a drink once a week. ' +
      'We pack it upright with a card of instructions that fits on one side.',
    details: details({
      Plant: 'Ficus elastica, about 35 cm',
      Pot: 'Earthenware, 16 cm across, with drainage',
      Light: 'Bright, out of direct sun',
      Water: 'Weekly, less in winter',
    }),
    category: 'plants',
    keywords: ['ficus', 'house plant', 'houseplant', 'pot plant', 'green', 'leaves'],
    art: {
      noun: 'pot holding a rubber plant',
      pose: 'broad leaves',
      colour: 'Clay',
      tile: 'butter',
      heightCm: 48,
    },
    variants: byColour(
      'PLANT-RUBBER',
      { priceMinor: 3600, weightGrams: 3200 },
      { Clay: [8, 12], Blue: [6, 0], Plum: [0, 4] },
    ),
    featured: true,
  },
  {
    slug: 'snake-plant',
    name: 'Snake plant',
    tagline: 'Forgives a fortnight away',
    description:
      'Upright, banded leaves that lift a dark hallway and ask for almost nothing. ' +
      'Water it when you remember. ' +
      'It comes in a straight pot with a matching saucer.',
    details: details({
      Plant: 'Dracaena trifasciata, about 40 cm',
      Pot: 'Glazed, 14 cm across, with saucer',
      Light: 'Any, even poor',
      Water: 'Every two or three weeks',
    }),
    category: 'plants',
    keywords: ["mother-in-law's tongue", 'sansevieria', 'house plant', 'succulent', 'hallway'],
    art: {
      noun: 'pot holding a snake plant',
      pose: 'tall banded leaves',
      colour: 'Marigold',
      tile: 'rose',
      heightCm: 52,
    },
    variants: byColour(
      'PLANT-SNAKE',
      { priceMinor: 3200, weightGrams: 2800 },
      { Marigold: [10, 10], Ink: [0, 7], Clay: [2, 0] },
    ),
  },
  {
    slug: 'desk-cactus',
    name: 'Desk cactus',
    tagline: 'Small, upright, in flower when it pleases',
    description:
      'A column cactus with one arm out, as if directing traffic. ' +
      'It lives on a sunny desk and flowers in June if you have been neglectful enough. ' +
      'The pot is glazed to the waist.',
    details: details({
      Plant: 'Cereus, about 16 cm',
      Pot: 'Half-glazed stoneware, 9 cm across',
      Light: 'As much as there is',
      Water: 'Monthly',
    }),
    category: 'plants',
    keywords: ['cacti', 'succulent', 'desk plant', 'small plant', 'gift'],
    art: {
      noun: 'column cactus',
      pose: 'in a half-glazed pot, one flower',
      colour: 'Plum',
      tile: 'mist',
      heightCm: 24,
    },
    variants: single('PLANT-CACTUS', { priceMinor: 1800, weightGrams: 900 }, [24, 16]),
  },
  {
    slug: 'watering-can',
    name: 'Watering can',
    tagline: 'A long spout for the back of the shelf',
    description:
      'Powder-coated steel with a brass rose and a spout that reaches past the ferns. ' +
      'The handle runs from top to back in one piece, so it tips with two fingers. ' +
      'Holds enough for a windowsill in one go.',
    details: details({
      Material: 'Powder-coated steel, brass rose',
      Size: '27 cm tall, 1.8 litres',
      Care: 'Empty before frost',
    }),
    category: 'plants',
    keywords: ['garden', 'water can', 'spout', 'indoor plants', 'sprinkler'],
    art: {
      noun: 'watering can',
      pose: 'long spout to the right',
      colour: 'Blue',
      tile: 'rose',
      heightCm: 27,
    },
    variants: byColour(
      'CAN-WATER',
      { priceMinor: 3900, weightGrams: 850 },
      { Blue: [14, 18], Moss: [10, 0], Marigold: [3, 2] },
    ),
    isNew: true,
  },
  {
    slug: 'hand-trowel',
    name: 'Hand trowel',
    tagline: 'Made to be lost in the border and found again',
    description:
      'A forged blade with an edge that cuts roots, on an ash handle turned to fit a palm. ' +
      'The cord is red so that you can see it in the grass. ' +
      'Sharpen it once a year and hand it on.',
    details: details({
      Material: 'Forged carbon steel, ash handle',
      Size: '32 cm long',
      Care: 'Brush clean, oil the blade',
    }),
    category: 'plants',
    keywords: ['garden tool', 'spade', 'digging', 'shovel', 'planting'],
    art: { noun: 'hand trowel', pose: 'hanging by its cord', colour: 'Steel', tile: 'linen', heightCm: 32 },
    variants: single('TROWEL-HAND', { priceMinor: 2800, weightGrams: 340 }, [0, 31]),
  },
  {
    slug: 'hanging-ivy',
    name: 'Ivy in a hanging pot',
    tagline: 'Let it down slowly',
    description:
      'English ivy in a round-bottomed pot, slung from three cotton cords. ' +
      'It trails a hand longer every season. ' +
      'Hang it where there is light and somebody tall enough to water it.',
    details: details({
      Plant: 'Hedera helix, trailing about 30 cm',
      Pot: 'Stoneware, 15 cm across, cotton cords',
      Light: 'Bright to half shade',
      Water: 'Weekly',
    }),
    category: 'plants',
    keywords: ['hanging planter', 'trailing plant', 'hedera', 'macrame', 'house plant'],
    art: { noun: 'hanging pot', pose: 'trailing ivy', colour: 'Oat', tile: 'dusk', heightCm: 60 },
    variants: byColour(
      'PLANT-IVY',
      { priceMinor: 4200, weightGrams: 2100 },
      { Oat: [5, 7], Clay: [0, 8], Blue: [1, 0] },
    ),
  },
]
