import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import type { Page } from '#platform/page.ts'
import { pages, uncrawled } from './pages.ts'

const files = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('page.tsx'))
  .map(file => ({ file: `src/app/${file}`, route: routeOf(file) }))

test('every page below src/app is in the pages.ts of one slice', () => {
  expect(pages.map(({ route }) => route).sort()).toEqual(files.map(({ route }) => route).sort())
})

test('every pages.ts is named by its manifest, so that the tests in a browser and the shop know the same pages', async () => {
  const folders = ['desk', ...readdirSync('src/slices').map(slice => `slices/${slice}`)]
  const read: { pages: readonly Page[] }[] = await Promise.all(
    folders
      .filter(folder => existsSync(`src/${folder}/pages.ts`))
      .map(folder => import(/* @vite-ignore */ `../${folder}/pages.ts`)),
  )
  expect(new Set(read.flatMap(one => one.pages))).toEqual(new Set(pages))
})

test('no two addresses are opened by the same words, and each belongs to its page', () => {
  const opened = pages.flatMap(page =>
    Object.entries({ ...page.opens, ...page.missing }).map(([words, path]) => ({ words, path, page })),
  )
  expect(new Set(opened.map(({ words }) => words)).size).toBe(opened.length)
  const elsewhere = opened.filter(({ path, page }) => !patternOf(page).test(path.split('?')[0] ?? ''))
  expect(elsewhere.map(({ path, page }) => `${path} is not ${page.route}`)).toEqual([])
})

test('a page with an address of its own is opened by a test', () => {
  const leadsOn = files.filter(({ file }) => readFileSync(file, 'utf8').includes('redirect('))
  const unopened = pages.filter(
    ({ route, opens, missing }) =>
      !route.includes('[') && !opens && !missing && !leadsOn.some(file => file.route === route),
  )
  expect(unopened.map(({ route }) => route)).toEqual([])
})

test('what is not for everybody is closed to crawlers, in robots.txt and on the page', () => {
  for (const { file, route } of files) {
    const text = [file, ...layoutsOver(file)].map(path => readFileSync(path, 'utf8')).join('\n')
    const page = pages.find(one => one.route === route)
    const isPersonal = page?.shows !== 'everybody'
    if (isPersonal || page.endless)
      expect(
        uncrawled.some(path => `${route}/`.startsWith(`${path}/`)),
        `${route} in robots.txt`,
      ).toBe(true)
    if (!text.includes('redirect('))
      expect(/robots: \{ index: false/.test(text), `${file} says robots: { index: false }`).toBe(
        isPersonal || page?.endless === true,
      )
  }
})

test('each way in is closed once', () => {
  const within = uncrawled.filter(path => uncrawled.some(other => path.startsWith(`${other}/`)))
  expect(within).toEqual([])
})

function routeOf(file: string): string {
  const path = file
    .split('/')
    .slice(0, -1)
    .filter(part => !part.startsWith('('))
    .join('/')
  return `/${path}`
}

function patternOf({ route }: Page): RegExp {
  return new RegExp(`^${route.replace(/\[\.{3}\w+\]/, '.+').replace(/\[\w+\]/g, '[^/]+')}$`)
}

function layoutsOver(file: string): string[] {
  const folder = dirname(file)
  const layouts = [`${folder}/layout.tsx`].filter(path => existsSync(path))
  return folder === 'src/app' ? layouts : [...layouts, ...layoutsOver(folder)]
}
