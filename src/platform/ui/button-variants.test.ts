import { expect, test } from 'vitest'
import { buttonVariants } from './button-variants.ts'

test('only a wide button wraps its words', () => {
  expect(buttonVariants({ wide: true })).not.toContain('whitespace-nowrap')
  expect(buttonVariants()).toContain('whitespace-nowrap')
})

test('no button has a fixed height, so that words in two lines fit', () => {
  for (const size of ['sm', 'md', 'lg'] as const) expect(buttonVariants({ size })).not.toMatch(/(^| )h-/)
})
