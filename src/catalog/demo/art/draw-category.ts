import { demoCategories } from '../demo-catalogue.ts'
import type { DemoTile } from '../demo-product.ts'
import { tiles } from './palette.ts'
import { backdrop, picture } from './scene.ts'
import { type Placed, stillLife } from './still-life.ts'

type Banner = { tile: DemoTile; pxPerCm: number; things: Placed[] }

const banners: Record<string, Banner> = {
  tableware: {
    tile: 'rose',
    pxPerCm: 9.6,
    things: [
      { slug: 'serving-board', x: 250, y: 484 },
      { slug: 'supper-plate', colour: 'Moss', x: 420, y: 488 },
      { slug: 'enamel-jug', colour: 'Plum', x: 945, y: 490 },
      { slug: 'stove-kettle', colour: 'Marigold', x: 668, y: 500 },
      { slug: 'footed-bowl', colour: 'Blue', x: 475, y: 520 },
      { slug: 'stoneware-mug', colour: 'Blue', x: 830, y: 522 },
      { slug: 'stoneware-mug', colour: 'Moss', x: 1060, y: 516 },
    ],
  },
  vessels: {
    tile: 'dusk',
    pxPerCm: 11,
    things: [
      { slug: 'willow-basket', x: 248, y: 496 },
      { slug: 'bottle-vase', colour: 'Clay', x: 560, y: 490 },
      { slug: 'ring-vase', colour: 'Oat', x: 735, y: 496 },
      { slug: 'bud-vases', x: 1040, y: 500 },
      { slug: 'pantry-jar', x: 905, y: 512 },
      { slug: 'ginger-jar', colour: 'Marigold', x: 442, y: 516 },
    ],
  },
  lighting: {
    tile: 'mulberry',
    pxPerCm: 8.6,
    things: [
      { slug: 'dome-pendant', colour: 'Clay', x: 610, y: 506, lift: 118 },
      { slug: 'paper-lantern', x: 250, y: 490 },
      { slug: 'pleated-lamp', colour: 'Marigold', x: 985, y: 494 },
      { slug: 'brass-candlesticks', x: 760, y: 506 },
      { slug: 'storm-lantern', colour: 'Moss', x: 450, y: 514 },
    ],
  },
  textiles: {
    tile: 'mist',
    pxPerCm: 7.4,
    things: [
      { slug: 'tea-towel', colour: 'Clay', x: 880, y: 420 },
      { slug: 'linen-cushion', colour: 'Marigold', x: 470, y: 488 },
      { slug: 'linen-cushion', colour: 'Moss', x: 285, y: 500 },
      { slug: 'waffle-towel', colour: 'Oat', x: 905, y: 500 },
      { slug: 'market-tote', colour: 'Plum', x: 1085, y: 506 },
      { slug: 'wool-throw', colour: 'Plum', x: 640, y: 514 },
    ],
  },
  plants: {
    tile: 'butter',
    pxPerCm: 8,
    things: [
      { slug: 'hanging-ivy', colour: 'Clay', x: 930, y: 420, lift: 10 },
      { slug: 'snake-plant', colour: 'Clay', x: 210, y: 490 },
      { slug: 'rubber-plant', colour: 'Plum', x: 420, y: 500 },
      { slug: 'watering-can', colour: 'Blue', x: 665, y: 508 },
      { slug: 'desk-cactus', x: 850, y: 512 },
      { slug: 'snake-plant', colour: 'Ink', x: 1080, y: 496 },
    ],
  },
  desk: {
    tile: 'sage',
    pxPerCm: 13,
    things: [
      { slug: 'wall-clock', colour: 'Ink', x: 600, y: 420 },
      { slug: 'cloth-notebook', colour: 'Blue', x: 250, y: 486 },
      { slug: 'cloth-notebook', colour: 'Clay', x: 322, y: 494 },
      { slug: 'sandglass', x: 980, y: 492 },
      { slug: 'day-blocks', x: 590, y: 512 },
      { slug: 'pencil-pot', colour: 'Clay', x: 806, y: 506 },
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
