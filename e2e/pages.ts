import { existsSync, readdirSync } from 'node:fs'
import type { Page } from '#platform/page.ts'

/** A slice's pages.ts imports nothing, so that a test in a browser reads it without the slice. */
const src = new URL('../src/', import.meta.url)
const files = ['desk', ...readdirSync(new URL('slices', src)).map(slice => `slices/${slice}`)]
  .map(folder => new URL(`${folder}/pages.ts`, src))
  .filter(file => existsSync(file))

const read: { pages: readonly Page[] }[] = await Promise.all(files.map(file => import(file.href)))

const pages = read.flatMap(one => one.pages)

/** The addresses that these people open, by what they see there. */
export function openedBy(...people: Page['shows'][]): Record<string, string> {
  return Object.assign({}, ...pages.filter(({ shows }) => people.includes(shows)).map(({ opens }) => opens))
}

/** Addresses at which nothing is found. */
export const missing: Record<string, string> = Object.assign({}, ...pages.map(page => page.missing))
