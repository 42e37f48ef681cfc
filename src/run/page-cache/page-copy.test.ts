import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyPage, copyWith } from './page-copy.ts'

const newNonce = () => randomBytes(16).toString('base64')

test('A copy is the page with another nonce in every place of the first, packed or not', async () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constant('<script nonce="'),
    fc.constant(null),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 40 }), async parts => {
      const nonce = newNonce()
      const page = parts.map(part => part ?? nonce).join('')
      const headers: [string, string][] = [['content-security-policy', `script-src 'nonce-${nonce}'`]]
      const copy = await copyPage({ status: 200, headers, body: Buffer.from(page), nonce })
      for (const again of [newNonce(), newNonce()]) {
        const wanted = page.replaceAll(nonce, again)
        expect(copyWith(copy, { nonce: again, gzip: false }).body.toString()).toBe(wanted)
        const packed = copyWith(copy, { nonce: again, gzip: true })
        expect(gunzipSync(packed.body).toString()).toBe(wanted)
        expect(packed.headers).toEqual([
          ['content-security-policy', `script-src 'nonce-${again}'`],
          ['content-encoding', 'gzip'],
        ])
      }
    }),
    { numRuns: 60 },
  )
})

test('Two answers that are on their way at the same time keep a nonce each', async () => {
  const nonce = newNonce()
  const copy = await copyPage({ status: 200, headers: [], body: Buffer.from(`<i>${nonce}</i>`), nonce })
  const answers = [newNonce(), newNonce()].map(own => ({
    own,
    body: copyWith(copy, { nonce: own, gzip: true }).body,
  }))
  for (const { own, body } of answers) expect(gunzipSync(body).toString()).toBe(`<i>${own}</i>`)
})
