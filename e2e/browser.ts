import { existsSync } from 'node:fs'
import { chromium } from 'playwright/test'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Finds a browser for the tests: Playwright's own, one of the machine's, or the one from npm (Linux x64). */
export async function browserPath(): Promise<string> {
  const own = chromium.executablePath()
  const found = [process.env.CHROMIUM_PATH, own, ...INSTALLED].find(path => path && existsSync(path))
  if (found) return found
  const packed = await unpacked()
  if (packed) return packed
  throw new Error(
    'No browser was found for the end-to-end tests. Install Chromium, run `npx playwright install chromium`, or set CHROMIUM_PATH.',
  )
}

/** This browser needs libnss3 and libnspr4, which most machines have. The first unpacking takes a second. */
async function unpacked(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}
