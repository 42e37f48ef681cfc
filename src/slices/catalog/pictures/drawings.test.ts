import { expect, it } from 'vitest'
import { demoCategories } from '../demo/demo-catalogue.ts'
import { drawPicture, pictureUrl } from './drawings.ts'

const fileOf = (url: string) => url.replace('/pictures/', '')

it('the file name in a picture’s address finds the picture', () => {
  const mug = { kind: 'product', slug: 'stoneware-mug', colour: 'Moss', view: 'detail' } as const
  expect(drawPicture(fileOf(pictureUrl(mug)))).toContain('Moss stoneware mug, close up')
  for (const { slug } of demoCategories)
    expect(drawPicture(fileOf(pictureUrl({ kind: 'category', slug })))).toContain('<svg')
  for (const file of ['hero.svg', 'placeholder.svg', 'empty.cart.svg', 'desk-cactus.default.front.svg']) {
    expect(drawPicture(file)).toContain('<svg')
  }
})

it.each([
  'stoneware-mug.pink.front.svg',
  'stoneware-mug.moss.back.svg',
  'no-such-thing.default.front.svg',
  'category.none.svg',
  'empty.none.svg',
  'stoneware-mug.moss.front.png',
  'stoneware-mug.moss.front.svg.svg',
  'constructor.svg',
  '',
])('there is no picture %s', file => {
  expect(drawPicture(file)).toBeNull()
})
