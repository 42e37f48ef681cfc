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
  for (const classes of Object.values(Object.groupBy(classesInSource(), variantOf)))
    for (const one of classes ?? [])
      for (const other of classes ?? []) {
        if (one === other) continue
        const [ours, theirs] = [cn(one, other), allOfTailwind(one, other)]
        if (ours !== theirs) wrong.push(`${one} ${other} → ${ours}, not ${theirs}`)
      }
  expect(wrong.slice(0, 20), 'Say in class-groups.ts what these classes set').toEqual([])
}, 60_000)

/** Every word of a literal that is a class of Tailwind; `font-src` stands in a header. */
function classesInSource(): string[] {
  const words = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !name.includes('.test.') && name !== 'class-groups.ts')
    .flatMap(file => [
      ...readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(/(['"`])([^'"`\n]+)\1/g),
    ])
    .flatMap(([, , text = '']) => text.split(/\s+/))
    .filter(word => /^[a-z*@![-][^\s=;,{}<]*$/.test(word) && !word.endsWith('-src'))
  return [...new Set(words)].filter(word => allOfTailwind(word, word) === word)
}

/** Classes of different variants (`hover:`, `lg:`) never meet. */
const variantOf = (word: string) => word.slice(0, word.lastIndexOf(':') + 1)
