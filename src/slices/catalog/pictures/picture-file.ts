import { USUAL_WIDTH, WIDEST, widthsOf } from './widths.ts'

/**
 * The files of one uploaded picture. `name` is a hash and the size of the largest: `3f2a9c….4000x3000`. From the name follow all of its
 * addresses, so one address tells all of them.
 */
export type PictureFile = { name: string; width: number; height: number }

const ADDRESS = /^\/pictures\/([0-9a-f]{24}\.(\d{1,5})x(\d{1,5}))\.(\d{1,5})\.webp$/

export const pictureFile = (
  hash: string,
  { width, height }: { width: number; height: number },
): PictureFile => ({
  name: `${hash}.${width}x${height}`,
  width,
  height,
})

const addressOf = (name: string, width: number) => `/pictures/${name}.${width}.webp`

/** The address that stands for the picture wherever one is enough. */
export const usualAddress = (file: PictureFile): string =>
  addressOf(file.name, Math.min(USUAL_WIDTH, file.width))

/** Reads an address of a size that there is; null for a drawing, and for anything else. */
export function readAddress(address: string): (PictureFile & { shown: number }) | null {
  const [, name, width, height, shown] = ADDRESS.exec(address) ?? []
  if (!name) return null
  const file = { name, width: Number(width), height: Number(height), shown: Number(shown) }
  return widthsOf(file.width).includes(file.shown) ? file : null
}

/** The largest size, for those who show it larger than our pages do; null for a drawing. */
export function widestOf(address: string): { url: string; width: number; height: number } | null {
  const file = readAddress(address)
  if (!file) return null
  const width = Math.min(WIDEST, file.width)
  return { url: addressOf(file.name, width), width, height: Math.round((width * file.height) / file.width) }
}

/** Where the storage keeps the picture itself, of which the sizes are made. */
export const originalKey = (name: string): string => `pictures/${name}.original`
export const sizeKey = (name: string, width: number): string => `pictures/${name}.${width}.webp`

/** Everything that the storage keeps of a picture. */
export const keysOf = (file: PictureFile): string[] => [
  ...widthsOf(file.width).map(width => sizeKey(file.name, width)),
  originalKey(file.name),
]

/** The file of a name that stands in a row. */
export function fileNamed(name: string): PictureFile | null {
  const [, width, height] = /^[0-9a-f]{24}\.(\d{1,5})x(\d{1,5})$/.exec(name) ?? []
  return width && height ? { name, width: Number(width), height: Number(height) } : null
}
