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
