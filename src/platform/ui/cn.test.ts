import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extendTailwindMerge } from 'tailwind-merge'
import { expect, test } from 'vitest'
import { cn } from './cn.ts'

/** All of Tailwind, with the names of our own radii, shadows and fonts. */
const allOfTailwind = extendTailwindMerge({
  extend: {
    theme: {
      radius: ['tag', 'control', 'card', 'sheet', 'pill'],
      shadow: ['raised', 'overlay'],
      'font-weight': ['normal', 'medium', 'semibold'],
      font: ['text', 'display', 'mono'],
    },
  },
})

test('of two classes the later wins where it sets the same thing', () => {
  expect(cn('rounded-control p-4', 'p-2 rounded-card')).toBe('p-2 rounded-card')
  expect(cn('h-11 px-4 text-base', 'size-9 pl-2 text-muted')).toBe('px-4 text-base size-9 pl-2 text-muted')
})

test('any two classes of our source are joined as by all of Tailwind', () => {
  const wrong: string[] = []
  /** One class for each thing that a class can set: what holds for it holds for all that set the same. */
  const examples: string[] = []
  for (const one of classesInSource()) {
    const sameThing = examples.filter(example => {
      const [before, after] = [joinedBoth(example, one), joinedBoth(one, example)]
      wrong.push(...[before, after].filter(({ ours, theirs }) => ours !== theirs).map(inWords))
      return before.theirs === one && after.theirs === example
    })
    if (sameThing.length === 0) examples.push(one)
  }
  expect(examples.length).toBeGreaterThan(50)
  expect(wrong, 'Say in class-groups.ts what these classes set').toEqual([])
}, 60_000)

const joinedBoth = (one: string, other: string) => ({
  pair: `${one} ${other}`,
  ours: cn(one, other),
  theirs: allOfTailwind(one, other),
})

const inWords = ({ pair, ours, theirs }: ReturnType<typeof joinedBoth>) => `${pair} → ${ours}, not ${theirs}`

/** Every word of a literal that is a class of Tailwind, without its variants (`hover:`, `lg:`); `font-src` stands in a header. */
function classesInSource(): string[] {
  const words = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !name.includes('.test.') && name !== 'class-groups.ts')
    .flatMap(file => [
      ...readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(/(['"`])([^'"`\n]+)\1/g),
    ])
    .flatMap(([, , text = '']) => text.split(/\s+/))
    .filter(word => /^[a-z*@![-][^\s=;,{}<]*$/.test(word) && !word.endsWith('-src'))
    .map(word => word.slice(word.lastIndexOf(':', word.search(/\[[^\]]*$|$/)) + 1))
  return [...new Set(words)].filter(word => allOfTailwind(word, word) === word)
}
