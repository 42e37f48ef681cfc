import { barsOf } from './bars.ts'
import { expect, test } from './fixtures.ts'
import { Floor } from './floor.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

const sku = 'THROW-WOOL-MOSS'

declare global {
  interface Window {
    inSight?: string[]
    looks?: number
  }
}

test('The camera of a phone scans what comes into its sight, once, and is let go of afterwards', async ({
  staff,
  program,
  shelf,
}) => {
  test.setTimeout(180_000)
  const { page } = staff
  // Chromium on Linux reads no bar codes by itself.
  await page.addInitScript(() => {
    Object.assign(window, {
      BarcodeDetector: class {
        detect = async () => {
          window.looks = (window.looks ?? 0) + 1
          return (window.inSight ?? []).map(rawValue => ({ rawValue }))
        }
      },
    })
  })
  const holdUp = (...codes: string[]) =>
    page.evaluate(codes => {
      window.inSight = codes
    }, codes)
  /** The camera has looked for longer than a second. */
  const lookedOn = async () => {
    const before = await page.evaluate(() => window.looks ?? 0)
    await expect.poll(() => page.evaluate(() => window.looks ?? 0)).toBeGreaterThan(before + 6)
  }
  const floor = new Floor(page, 'camera')
  await floor.open({ [sku]: 'D-01' })
  await floor.packItself()
  await shelf.holdsIn(sku, { [floor.code]: 3 })
  await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 2 }] })
  await floor.waitsFor(1)
  await floor.beginWave(1)

  const camera = page.getByRole('button', { name: 'Camera' })
  await camera.click()
  const video = page.getByLabel('What the camera sees')
  await expect.poll(() => video.evaluate((shown: HTMLVideoElement) => shown.videoWidth)).toBeGreaterThan(0)
  await holdUp('WRONG-1')
  await expect(page.getByText(/nothing with the code WRONG-1/)).toBeVisible()
  await page.getByRole('button', { name: 'Understood' }).click()
  await lookAtBoth(page, 'floor-camera')

  await holdUp(sku)
  await lookedOn()
  await expect(floor.grab).toContainText('Fetch1')
  await holdUp()
  await lookedOn()
  await holdUp(sku)
  await expect(page.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible()
  await expect(video).toBeHidden()
})

test('A phone whose browser reads no bar codes is sent a reader, and reads the label in front of its camera', async ({
  staff,
  program,
  shelf,
}) => {
  test.setTimeout(180_000)
  const { page } = staff
  // The camera sees a label with bars: a canvas stands in for the lens, and nothing for the reader.
  await page.addInitScript(
    bars => {
      const lens = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
      const draw = () => {
        const drawn = lens.getContext('2d')
        if (!drawn) return
        drawn.fillStyle = 'white'
        drawn.fillRect(0, 0, lens.width, lens.height)
        drawn.fillStyle = 'black'
        const width = 3
        const left = (lens.width - bars.length * width) / 2
        bars.forEach((isBlack, place) => {
          if (isBlack) drawn.fillRect(left + place * width, 160, width, 160)
        })
        requestAnimationFrame(draw)
      }
      navigator.mediaDevices.getUserMedia = async () => {
        draw()
        return lens.captureStream(15)
      }
    },
    await barsOf(sku),
  )
  const floor = new Floor(page, 'reader')
  await floor.open({ [sku]: 'D-01' })
  await floor.packItself()
  await shelf.holdsIn(sku, { [floor.code]: 3 })
  await program.confirmed({ email: newEmail(), lines: [{ sku, quantity: 1 }] })
  await floor.waitsFor(1)
  await floor.beginWave(1)
  expect(await page.evaluate(() => 'BarcodeDetector' in window)).toBe(false)
  await page.getByRole('button', { name: 'Camera' }).click()
  await expect(page.getByRole('heading', { name: 'This trolley is fetched' })).toBeVisible({
    timeout: 20_000,
  })
})

test('A page for shoppers never gets the camera', async ({ page }) => {
  await page.goto('/')
  const answer = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'let in',
      (error: Error) => error.name,
    ),
  )
  expect(answer).toBe('NotAllowedError')
})
