import { demoCategories } from '../demo-catalogue.ts'
import type { DemoTile } from '../demo-product.ts'
import { tiles } from './palette.ts'
import { backdrop, picture } from './scene.ts'
import { type Placed, stillLife } from './still-life.ts'

type Banner = { tile: DemoTile; pxPerCm: number; things: Placed[] }

const banners: Record<string, Banner> = {
  tableware: {
    tile: 'rose',
    pxPerCm: 9.8,
    things: [
      { slug: 'serving-board', x: 232, y: 484 },
      { slug: 'supper-plate', colour: 'Moss', x: 402, y: 488 },
      { slug: 'enamel-jug', colour: 'Plum', x: 960, y: 488 },
      { slug: 'stove-kettle', colour: 'Marigold', x: 690, y: 500 },
      { slug: 'footed-bowl', colour: 'Blue', x: 480, y: 520 },
      { slug: 'stoneware-mug', colour: 'Blue', x: 850, y: 522 },
      { slug: 'stoneware-mug', colour: 'Clay', x: 1084, y: 514 },
    ],
  },
  vessels: {
    tile: 'dusk',
    pxPerCm: 9.4,
    things: [
      { slug: 'willow-basket', x: 262, y: 494 },
      { slug: 'bottle-vase', colour: 'Clay', x: 560, y: 488 },
      { slug: 'ring-vase', colour: 'Oat', x: 736, y: 496 },
      { slug: 'bud-vases', x: 1046, y: 500 },
      { slug: 'pantry-jar', x: 906, y: 512 },
      { slug: 'ginger-jar', colour: 'Marigold', x: 456, y: 518 },
    ],
  },
  lighting: {
    tile: 'mulberry',
    pxPerCm: 8.6,
    things: [
      { slug: 'dome-pendant', colour: 'Clay', x: 610, y: 506, lift: 150 },
      { slug: 'paper-lantern', x: 230, y: 490 },
      { slug: 'pleated-lamp', colour: 'Marigold', x: 1000, y: 494 },
      { slug: 'brass-candlesticks', x: 772, y: 506 },
      { slug: 'storm-lantern', colour: 'Moss', x: 452, y: 514 },
    ],
  },
  textiles: {
    tile: 'mist',
    pxPerCm: 6.7,
    things: [
      { slug: 'tea-towel', colour: 'Clay', x: 806, y: 430, lift: 40 },
      { slug: 'linen-cushion', colour: 'Marigold', x: 400, y: 488 },
      { slug: 'linen-cushion', colour: 'Moss', x: 226, y: 500 },
      { slug: 'waffle-towel', colour: 'Blue', x: 806, y: 506 },
      { slug: 'market-tote', colour: 'Plum', x: 1040, y: 504 },
      { slug: 'wool-throw', colour: 'Plum', x: 572, y: 514 },
    ],
  },
  plants: {
    tile: 'butter',
    pxPerCm: 7.1,
    things: [
      { slug: 'hanging-ivy', colour: 'Clay', x: 1010, y: 430, lift: -6 },
      { slug: 'hand-trowel', x: 742, y: 430, lift: 20 },
      { slug: 'snake-plant', colour: 'Clay', x: 196, y: 490 },
      { slug: 'rubber-plant', colour: 'Plum', x: 390, y: 500 },
      { slug: 'watering-can', colour: 'Blue', x: 610, y: 510 },
      { slug: 'desk-cactus', x: 846, y: 512 },
    ],
  },
  desk: {
    tile: 'sage',
    pxPerCm: 11,
    things: [
      { slug: 'wall-clock', colour: 'Ink', x: 590, y: 462 },
      { slug: 'cloth-notebook', colour: 'Blue', x: 232, y: 488 },
      { slug: 'cloth-notebook', colour: 'Clay', x: 300, y: 494 },
      { slug: 'sandglass', x: 986, y: 492 },
      { slug: 'day-blocks', x: 590, y: 512 },
      { slug: 'pencil-pot', colour: 'Clay', x: 800, y: 506 },
      { slug: 'alarm-clock', colour: 'Plum', x: 430, y: 520 },
    ],
  },
}

/** A category's banner: its family on one shelf, true to scale, 1200 × 600. Throws on an unknown slug. */
export function drawCategory(slug: string): string {
  const [banner, category] = [banners[slug], demoCategories.find(one => one.slug === slug)]
  if (!banner || !category) throw new Error(`There is no banner for ${slug}.`)
  const tile = tiles[banner.tile]
  return picture(
    { width: 1200, height: 600, title: `${category.name} on a shelf` },
    backdrop(tile, 1200, 600, 446) + stillLife(banner.things, { ...banner, tile, depth: 34 }),
  )
}
