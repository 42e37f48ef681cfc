import { codeText } from '#platform/fields/text.ts'

/** The rules for addresses of one country: its fields, their names and their formats. */
export type AddressForm = {
  country: string
  postcode: {
    label: string
    required: boolean
    numeric: boolean
    example: string
    /** The pattern of the normal form; null when any text is accepted, or the country has no postcodes. */
    pattern: string | null
    /** Examples in the normal form. They show where a space or dash belongs. */
    examples: readonly string[]
    /** Prefixes that people write before the postcode: `D-`, `L-`. */
    marks: readonly string[]
    /** The message for a wrong postcode. */
    sentence: string
  }
  /** Null when addresses have no region. The options are null when any text is accepted. */
  region: { label: string; required: boolean; options: readonly Region[] | null } | null
}

/** `also` lists other names of the region, in English and in its own script. */
export type Region = { code: string; name: string; also: readonly string[] }

export type Place = { postalCode: string; region?: string | undefined }
export type PlaceProblem = { path: 'postalCode' | 'region'; message: string }

/** A region in its normal form: undefined when the address names none, null when it is not on the list. */
type ReadRegion = (typed: string | undefined, form: AddressForm) => string | undefined | null
/** A page offers the list, so it already has a code. The server reads names too (read-region.ts). */
const asChosen: ReadRegion = typed => typed || undefined
export type PlaceReaders = { readRegion: ReadRegion }

/** Brings the postcode and region into their normal form, and lists their problems. */
export function readPlace(
  place: Place,
  form: AddressForm,
  { readRegion }: PlaceReaders = { readRegion: asChosen },
): { place: Place; problems: PlaceProblem[] } {
  const problems: PlaceProblem[] = []
  const postalCode = readPostcode(place.postalCode, form)
  if (postalCode === '' && form.postcode.required)
    problems.push({ path: 'postalCode', message: `Enter ${inSentence(form.postcode.label)}` })
  if (postalCode === null) problems.push({ path: 'postalCode', message: form.postcode.sentence })
  const region = readRegion(place.region, form)
  if (region === undefined && form.region?.required)
    problems.push({ path: 'region', message: `Select ${withArticle(form.region.label)}` })
  if (region === null) problems.push({ path: 'region', message: unknownRegion(form) })
  return {
    place: { postalCode: postalCode ?? place.postalCode, ...(region && { region }) },
    problems,
  }
}

/** Reads a postcode with any spaces, punctuation, case and country prefix. Null when it is not a postcode of that country. */
function readPostcode(typed: string, { postcode }: AddressForm): string | null {
  const text = codeText(typed).toUpperCase()
  if (!postcode.pattern || text === '') return text
  const pattern = new RegExp(`^(?:${postcode.pattern})$`)
  const bare = text.replace(/[^A-Z0-9]/g, '')
  const [before = ''] = /^[A-Z]+(?=-)/.exec(postcode.example) ?? []
  const withoutMark = postcode.marks
    .filter(mark => bare.startsWith(mark))
    .map(mark => bare.slice(mark.length))
  for (const candidate of [bare, ...withoutMark, before + bare, ...withoutMark.map(rest => before + rest)])
    for (const example of [...postcode.examples, ''])
      if (pattern.test(spacedLike(example, candidate))) return spacedLike(example, candidate)
  return null
}

/** Formats `SW1A1AA` like `M2 5BQ` → `SW1A 1AA`: the code gets the example's separators, counted from the end. */
function spacedLike(example: string, bare: string): string {
  let [text, kept] = ['', bare.length]
  for (const letter of [...example].reverse()) {
    if (/[A-Z0-9]/.test(letter)) {
      if (kept > 0) text = bare[--kept] + text
    } else if (kept > 0 && text) text = letter + text
  }
  return bare.slice(0, kept) + text
}

function unknownRegion({ region }: AddressForm): string {
  const [first] = region?.options ?? []
  const like = first ? `, like ${first.name}${first.code === first.name ? '' : ` or ${first.code}`}` : ''
  return `Enter ${withArticle(region?.label ?? 'region')} by its name or code${like}`
}

const withArticle = (label: string) => `${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${inSentence(label)}`

/** `Postcode` → "postcode", but "ZIP code" stays. */
function inSentence(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.toLowerCase()
}
