import { expect, test } from 'vitest'
import { isGuessedFirst } from './guessed-pins.ts'

test.each([
  '000000',
  '123456',
  '654321',
  '890123',
  '024680',
  '121212',
  '123123',
  '123321',
  '112233',
  '147258',
  '111112',
])('the PIN %s is one of the first that somebody tries', pin => expect(isGuessedFirst(pin)).toBe(true))

test.each(['482915', '730164', '905317', '264801'])('the PIN %s is not', pin =>
  expect(isGuessedFirst(pin)).toBe(false),
)

test('fewer than one PIN in two hundred is refused', () => {
  const all = Array.from({ length: 100_000 }, (_, number) =>
    String((number * 10_007) % 1_000_000).padStart(6, '0'),
  )
  expect(all.filter(isGuessedFirst).length).toBeLessThan(all.length / 200)
})
