type Options = Record<string, string>

/** Colour comes first, whatever order the database keeps: it is what the pictures show. */
export function optionNames(variants: readonly { options: Options }[]): string[] {
  const names = [...new Set(variants.flatMap(variant => Object.keys(variant.options)))]
  return names.toSorted((a, b) => Number(b === 'Colour') - Number(a === 'Colour'))
}

/** A variant's options in the order in which they are said: `['Moss', 'Large']`. */
export function optionValues(options: Options): string[] {
  return optionNames([{ options }]).flatMap(name => options[name] ?? [])
}

/** How a variant's options are written: "Moss, Large". */
export function optionWords(options: Options): string {
  return optionValues(options).join(', ')
}

/** The thing with its options, as it stands in a line: "Stoneware mug, Moss, Large". */
export function itemName(name: string, options: Options): string {
  return [name, ...optionValues(options)].join(', ')
}
