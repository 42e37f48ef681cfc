import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** All that colours decide. The other rules find the same in light and in dark. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

/** Looks for barriers in the current page and its frames, in light and in dark. */
export async function expectNoBarriers(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(finishedMotion)
    const axe = new AxeBuilder({ page })
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(RULES)
      : axe.withRules(RULES_OF_COLOUR)
    ).analyze()
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(node => `${id}: ${help} in ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    )
    expect(found, `barriers in ${colorScheme} at ${page.url()}`).toEqual([])
  }
  expect(await page.evaluate(unnamedMistakes), 'mistakes that the summary leaves out').toEqual([])
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(isWide, `${page.url()} scrolls sideways`).toBe(false)
}

/** The fields with a mistake to which the summary above their form has no link. */
function unnamedMistakes(): string[] {
  const summary = document.querySelector('[aria-labelledby="error-summary-title"]')
  const form = summary?.closest('form')
  if (!summary || !form) return []
  const named = new Set([...summary.querySelectorAll('a')].map(link => link.hash.slice(1)))
  return [...form.querySelectorAll<HTMLElement>('[aria-invalid="true"]')]
    .filter(field => !named.has(field.id) && !named.has(field.closest('fieldset')?.id ?? ''))
    .map(field => field.id || field.outerHTML)
}

/** Waits for animations to end, because half-faded words have too little contrast. */
async function finishedMotion() {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map(animation => animation.finished))
}
