/** That of a tile on a wide screen: it stands for the picture wherever one address is enough. */
export const USUAL_WIDTH = 960
/** That of a page's large picture. */
export const WIDEST = 1_600

/** The widths that are made of a picture so wide: it is never made larger than it is. The first two are for thumbnails and phones. */
export const widthsOf = (width: number): number[] => [
  ...[320, 640, USUAL_WIDTH, WIDEST].filter(each => each < width),
  ...(width > WIDEST ? [] : [width]),
]

/** What a browser chooses from; undefined for a drawing, which is sharp at any size. Every page brings these lines, so they are few. */
export function srcSetOf(address: string): string | undefined {
  const [stem, size = '', , kind] = address.split('.')
  if (kind !== 'webp') return
  return `${widthsOf(Number.parseInt(size, 10)).map(width => `${stem}.${size}.${width}.webp ${width}w`)}`
}

const TALLEST = 4 / 5
const FLATTEST = 3 / 2

/** Width by height of the frame in which a picture stands alone: its own, within what a page has room for. Drawings are square. */
export function shapeOf(address: string): number {
  const [, width, height] = /\.(\d+)x(\d+)\./.exec(address) ?? []
  return Math.min(FLATTEST, Math.max(TALLEST, Number(width ?? 1) / Number(height ?? 1)))
}
