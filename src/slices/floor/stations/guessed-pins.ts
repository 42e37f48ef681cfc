/** Walks over the keys of a telephone and dates in the news that people choose first, beside the patterns below. */
const KNOWN = new Set([
  '112233',
  '223344',
  '445566',
  '778899',
  '998877',
  '332211',
  '147258',
  '258369',
  '147852',
  '159753',
  '159357',
  '357159',
  '741852',
  '852963',
  '963852',
  '789456',
  '456123',
  '741963',
  '142536',
  '102030',
  '010203',
  '246810',
  '135790',
  '131313',
  '314159',
  '271828',
  '142857',
  '007007',
  '911911',
  '696969',
  '420420',
  '520520',
  '521521',
  '151515',
  '101010',
])

/**
 * Whether a PIN of six digits is one of those that are guessed first: at most two different digits, a row up or down, the same two or three
 * again, the same backwards, or one that is known.
 */
export function isGuessedFirst(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10)
  return (
    new Set(digits).size < 3 ||
    new Set(steps).size === 1 ||
    pin.slice(0, 3) === pin.slice(3) ||
    pin === pin.slice(0, 2).repeat(3) ||
    pin === [...pin].reverse().join('') ||
    KNOWN.has(pin)
  )
}
