import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'
import { sellerLine, sellerNumbers } from './seller.ts'

const real = {
  SELLER_NAME: 'Kiln & Co Ltd',
  SELLER_ADDRESS: '4 High Street | Leeds | LS1 1AA',
  SELLER_EMAIL: 'hello@kiln.test',
}

test('with nothing set the seller is a demo and says so', () => {
  const { seller } = parseEnv({})
  expect(seller.isDemo).toBe(true)
  expect(seller.name).toMatch(/demo/i)
  expect(sellerNumbers(seller).every(words => words.includes('demo'))).toBe(true)
})

test('a seller that is set has nothing of the demo', () => {
  const { seller } = parseEnv(real)
  expect(sellerLine(seller)).toBe('Kiln & Co Ltd, 4 High Street, Leeds, LS1 1AA')
  expect(seller.returnsAddress).toEqual(['Kiln & Co Ltd', '4 High Street', 'Leeds', 'LS1 1AA'])
  expect(sellerNumbers(seller)).toEqual([])
  expect(JSON.stringify(seller)).not.toMatch(/orderly|shelf/i)
  expect(
    sellerNumbers(parseEnv({ ...real, SELLER_VAT_NUMBER: 'GB 1', SELLER_COMPANY_NUMBER: '2' }).seller),
  ).toEqual(['Company number 2', 'VAT number GB 1'])
})

test.each([
  [{ SELLER_NAME: 'Kiln' }, /SELLER_NAME, SELLER_ADDRESS and SELLER_EMAIL must be set together/],
  [{ ...real, SELLER_EMAIL: 'nobody' }, /SELLER_EMAIL/],
  [{ ...real, SELLER_ADDRESS: 'Leeds' }, /SELLER_ADDRESS: needs two to eight lines/],
  [{ ...real, SELLER_PHONE: 'ring us' }, /SELLER_PHONE/],
])('half a seller stops the process: %j', (wrong, sentence) => {
  expect(() => parseEnv(wrong)).toThrow(sentence)
})

/** Its accounts and its sender are the demo's own, and the tests' people live where they like. */
const MAY_NAME =
  /\.(test|spec)\.tsx?$|test-|^src\/(proof|platform\/lib\/seller|slices\/customers\/demo|run\/start\/prepare-shop)/

test('the seller is written in one file', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(file => /\.tsx?$/.test(file) && !MAY_NAME.test(file) && existsSync(file))
  const naming = files.filter(file => {
    const text = readFileSync(file, 'utf8').replaceAll('Orderly <orders@orderly.example>', '')
    return /orderly\.example|Orderly Demo|Demo Ltd|Shelf Lane|0113 ?496|1134960000|sells nothing for real/.test(
      text,
    )
  })
  expect(naming).toEqual([])
})
