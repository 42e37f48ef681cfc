import { codeText } from '#platform/lib/text.ts'

/** How addresses of one country are written: what is asked for, what it is called, and what is taken. */
export type AddressForm = {
  country: string
  postcode: {
    label: string
    required: boolean
    numeric: boolean
    example: string
    /** Of the normal form; null where any text is taken, or there is none. */
    pattern: string | null
    /** In the normal form: they show where a space or dash stands. */
    examples: readonly string[]
    /** What people write before it: `D-`, `L-`. */
    marks: readonly string[]
    /** What is said of one that is none. */
    sentence: string
  }
  /** Null where addresses have none. Options: null where any text is taken. */
  region: { label: string; required: boolean; options: readonly Region[] | null } | null
}

/** `also`: the names by which it is known, in English and in its own script. */
export type Region = { code: string; name: string; also: readonly string[] }

export type Place = { postalCode: string; region?: string | undefined }
export type PlaceProblem = { path: 'postalCode' | 'region'; message: string }

/** A region in its normal form. Undefined: none was given. Null: none of the list. */
type ReadRegion = (typed: string | undefined, form: AddressForm) => string | undefined | null
/** A page offers the list, so what it has is a code already; the server reads names too (read-region.ts). */
const asChosen: ReadRegion = typed => typed || undefined
export type PlaceReaders = { readRegion: ReadRegion }

/** The postcode and region in their normal form, and what is wrong with them. */
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

/** Spaces, punctuation, case and the country's letter are the shopper's business. Null: it is none of that country's. */
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

/** `SW1A1AA` like `M2 5BQ` → `SW1A 1AA`: what separates an example separates the code, counted from the end. */
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
