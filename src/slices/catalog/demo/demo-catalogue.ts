import { desk } from './categories/desk.ts'
import { lighting } from './categories/lighting.ts'
import { plants } from './categories/plants.ts'
import { tableware } from './categories/tableware.ts'
import { textiles } from './categories/textiles.ts'
import { vessels } from './categories/vessels.ts'
import type { DemoCategory, DemoProduct } from './demo-product.ts'

export const demoCategories: DemoCategory[] = [
  { slug: 'tableware', name: 'Tableware', description: 'Plates, bowls and mugs for the meals in between.' },
  { slug: 'vessels', name: 'Vases & vessels', description: 'Things that hold things, and look well empty.' },
  { slug: 'lighting', name: 'Lighting', description: 'Warm light, put exactly where you want it.' },
  { slug: 'textiles', name: 'Textiles', description: 'Wool, linen and cotton that improve with washing.' },
  { slug: 'plants', name: 'Plants & garden', description: 'Easy green company, and the tools to keep it.' },
  { slug: 'desk', name: 'Desk & time', description: 'A clear desk, a quiet clock, a fresh page.' },
]

/** Shelf order: one from each family in turn, so that a page of products never shows six bowls in a row. */
export const demoProducts: DemoProduct[] = takeTurns([tableware, vessels, lighting, textiles, plants, desk])

function takeTurns<T>(families: T[][]): T[] {
  const rounds = Math.max(...families.map(family => family.length))
  return Array.from({ length: rounds }, (_, round) =>
    families.flatMap(family => family.slice(round, round + 1)),
  ).flat()
}
