import type { createTailwindMerge } from 'tailwind-merge'

type Config = ReturnType<Parameters<typeof createTailwindMerge>[0]>

/**
 * Which classes of ours set the same thing. tailwind-merge knows all of Tailwind, which is three times as much script on every
 * page; a test compares the two over every pair of classes in our source.
 */
export const classGroups: Config = {
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...namedByPrefix(
      'aspect object overflow overflow-x overflow-y overscroll inset inset-x inset-y top right bottom left z basis order',
      'grid-cols grid-rows col-start row-start gap gap-x gap-y p px py pt pr pb pl m mx my mt mr mb ml space-y',
      'size w min-w max-w h min-h max-h tracking line-clamp leading underline-offset rounded-t rounded-r rounded-b rounded-l',
      'rounded-tl rounded-tr rounded-br rounded-bl',
      'border-spacing shadow opacity transition duration animate rotate scale translate-x translate-y cursor scroll-mt scroll-my',
      'field-sizing pointer-events select appearance fill stroke',
    ),
    display: words(
      'block inline-block inline flex inline-flex grid inline-grid table table-cell contents hidden',
    ),
    position: words('static fixed absolute relative sticky'),
    visibility: words('visible invisible'),
    sr: words('sr-only not-sr-only'),
    flex: [{ flex: [any] }],
    'flex-direction': [{ flex: words('row row-reverse col col-reverse') }],
    'flex-wrap': [{ flex: words('wrap nowrap') }],
    grow: ['grow', { grow: [any] }],
    shrink: ['shrink', { shrink: [any] }],
    'col-start-end': [{ col: [any] }],
    'row-start-end': [{ row: [any] }],
    'justify-content': [{ justify: [any] }],
    'justify-items': [{ 'justify-items': [any] }],
    'justify-self': [{ 'justify-self': [any] }],
    'align-content': [{ content: words('start center end') }],
    'align-items': [{ items: [any] }],
    'align-self': [{ self: [any] }],
    'place-items': [{ 'place-items': [any] }],
    'text-color': [{ text: [any] }],
    'font-size': [{ text: [...words('xs sm base lg xl 2xl 3xl 4xl 5xl'), arbitrary] }],
    'text-alignment': [{ text: words('left center right') }],
    'font-weight': [{ font: words('normal medium semibold') }],
    'font-family': [{ font: words('text display mono') }],
    'font-style': words('italic not-italic'),
    'list-style-type': [{ list: [any] }],
    'text-decoration': words('underline line-through no-underline'),
    'text-decoration-color': [{ decoration: [any] }],
    'text-decoration-thickness': [{ decoration: words('1 2') }],
    'text-overflow': words('truncate'),
    'vertical-align': [{ align: [any] }],
    whitespace: [{ whitespace: [any] }],
    break: [{ break: [any] }],
    wrap: [{ wrap: [any] }],
    'fvn-spacing': words('tabular-nums'),
    'bg-color': [{ bg: [any] }],
    rounded: ['rounded', { rounded: [any] }],
    ...borderWidths('', 't', 'r', 'b', 'l'),
    'border-color': [{ border: [any] }],
    'border-style': [{ border: words('solid dashed') }],
    'border-collapse': [{ border: words('collapse separate') }],
    'divide-y': words('divide-y'),
    'divide-color': [{ divide: [any] }],
    'outline-style': [{ outline: words('none') }],
    'outline-w': [{ outline: words('2') }],
    'outline-color': [{ outline: [any] }],
    'table-layout': [{ table: words('auto fixed') }],
  },
  conflictingClassGroups: {
    overflow: ['overflow-x', 'overflow-y'],
    inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
    'inset-x': ['right', 'left'],
    'inset-y': ['top', 'bottom'],
    flex: ['basis', 'grow', 'shrink'],
    gap: ['gap-x', 'gap-y'],
    p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
    px: ['pr', 'pl'],
    py: ['pt', 'pb'],
    m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
    mx: ['mr', 'ml'],
    my: ['mt', 'mb'],
    size: ['w', 'h'],
    'font-size': ['leading'],
    'line-clamp': ['display', 'overflow'],
    rounded: [
      ...['rounded-t', 'rounded-r', 'rounded-b', 'rounded-l'],
      ...['rounded-tl', 'rounded-tr', 'rounded-br', 'rounded-bl'],
    ],
    'rounded-t': ['rounded-tl', 'rounded-tr'],
    'rounded-r': ['rounded-tr', 'rounded-br'],
    'rounded-b': ['rounded-br', 'rounded-bl'],
    'rounded-l': ['rounded-tl', 'rounded-bl'],
    'border-w': ['border-w-t', 'border-w-r', 'border-w-b', 'border-w-l'],
    'scroll-my': ['scroll-mt'],
  },
  conflictingClassGroupModifiers: { 'font-size': ['leading'] },
  orderSensitiveModifiers: ['*', 'after', 'before', 'marker', 'placeholder', 'selection'],
}

/** `gap-4`, `gap-x-2`: the prefix says what is set. The longer prefix wins. */
function namedByPrefix(...prefixes: string[]): Config['classGroups'] {
  return Object.fromEntries(words(prefixes.join(' ')).map(prefix => [prefix, [{ [prefix]: [any] }]]))
}

/** `border`, `border-b-2`; what else follows a side is a colour, and no class of ours colours one side. */
function borderWidths(...sides: string[]): Config['classGroups'] {
  return Object.fromEntries(
    sides.map(side => [
      side ? `border-w-${side}` : 'border-w',
      [{ [side ? `border-${side}` : 'border']: ['', number] }],
    ]),
  )
}

function words(list: string): string[] {
  return list.split(' ')
}

function any(): boolean {
  return true
}

function arbitrary(value: string): boolean {
  return value.startsWith('[')
}

function number(value: string): boolean {
  return /^\d+$/.test(value)
}
