type Options = Record<string, string>

/** Puts Colour first, because the pictures show it. */
export function optionNames(variants: readonly { options: Options }[]): string[] {
  const names = [...new Set(variants.flatMap(variant => Object.keys(variant.options)))]
  return names.toSorted((a, b) => Number(b === 'Colour') - Number(a === 'Colour'))
}

/** A variant's options in the order in which people say them: `['Moss', 'Large']`. */
export function optionValues(options: Options): string[] {
  return optionNames([{ options }]).flatMap(name => options[name] ?? [])
}

/** A variant's options in words: "Moss, Large". */
export function optionWords(options: Options): string {
  return optionValues(options).join(', ')
}

/** The product with its options, for a line: "Stoneware mug, Moss, Large". */
export function itemName(name: string, options: Options): string {
  return [name, ...optionValues(options)].join(', ')
}
