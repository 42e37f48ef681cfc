import { crc32, createDeflateRaw, constants as zlib } from 'node:zlib'

/** A page as it was rendered, and where in it the nonce of that rendering stands. */
export type PageCopy = {
  status: number
  headers: [name: string, value: string][]
  nonce: string
  plain: Template
  gzipped: Template
}

/** Bytes with gaps of one length. */
type Template = { bytes: Buffer; gaps: number[] }

/** Stands in the gaps while the page is packed. UTF-8 has no such byte, so nothing else can be taken for it. */
const GAP_BYTE = 0xff
/** Header of a gzip file: deflate, no name, no time, packed as small as can be, of an unknown system (RFC 1952). */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff])
const GZIP_TRAILER_BYTES = 8

export async function copyPage(page: {
  status: number
  headers: [name: string, value: string][]
  body: Buffer
  nonce: string
}): Promise<PageCopy> {
  const { status, headers, body, nonce } = page
  const plain = { bytes: Buffer.from(body), gaps: placesOf(Buffer.from(nonce), body) }
  for (const gap of plain.gaps) plain.bytes.fill(GAP_BYTE, gap, gap + nonce.length)
  return { status, headers, nonce, plain, gzipped: await gzip(plain, nonce.length) }
}

export const bytesOf = ({ plain, gzipped }: PageCopy): number => plain.bytes.length + gzipped.bytes.length

/** The page with another nonce in every place of the one it was rendered with. */
export function copyWith(
  copy: PageCopy,
  asked: { nonce: string; gzip: boolean },
): { status: number; headers: [string, string][]; body: Buffer } {
  if (asked.nonce.length !== copy.nonce.length) throw new Error('Impossible: a nonce of another length')
  const headers = copy.headers.map(([name, value]): [string, string] => [
    name,
    value.replaceAll(copy.nonce, asked.nonce),
  ])
  // Written into the copy itself, which is used up before anybody else can ask, since a page is too large to copy each time.
  fill(copy.plain, asked.nonce)
  if (!asked.gzip) return { status: copy.status, headers, body: Buffer.from(copy.plain.bytes) }
  fill(copy.gzipped, asked.nonce)
  const body = Buffer.from(copy.gzipped.bytes)
  body.writeUInt32LE(crc32(copy.plain.bytes), body.length - GZIP_TRAILER_BYTES)
  headers.push(['content-encoding', 'gzip'])
  return { status: copy.status, headers, body }
}

function fill({ bytes, gaps }: Template, nonce: string): void {
  for (const gap of gaps) bytes.write(nonce, gap, 'latin1')
}

/**
 * Packed once, as small as can be, with the gaps left as they are: each stands in a block of its own that deflate
 * keeps unpacked (RFC 1951, 3.2.4), so that any nonce can be written there. Packed text refers back to other text
 * but never into a gap, whose bytes no text has.
 */
async function gzip({ bytes, gaps }: Template, gapLength: number): Promise<Template> {
  const pack = createDeflateRaw({ level: zlib.Z_BEST_COMPRESSION })
  const parts: Buffer[] = [GZIP_HEADER]
  let length = GZIP_HEADER.length
  const packedGaps: number[] = []
  pack.on('data', (part: Buffer) => {
    parts.push(part)
    length += part.length
  })
  const write = (from: number, to: number, level: number) =>
    new Promise<void>((done, failed) => {
      pack.once('error', failed)
      pack.params(level, zlib.Z_DEFAULT_STRATEGY, () => {
        pack.write(bytes.subarray(from, to))
        pack.flush(zlib.Z_SYNC_FLUSH, () => {
          pack.off('error', failed)
          done()
        })
      })
    })

  let from = 0
  for (const gap of gaps) {
    await write(from, gap, zlib.Z_BEST_COMPRESSION)
    const before = { parts: parts.length, length }
    await write(gap, gap + gapLength, zlib.Z_NO_COMPRESSION)
    // The last one: the length before it may end in the same byte.
    const place = Buffer.concat(parts.slice(before.parts)).lastIndexOf(Buffer.alloc(gapLength, GAP_BYTE))
    if (place < 0) throw new Error('Impossible: a block that deflate was told to keep unpacked is not there')
    packedGaps.push(before.length + place)
    from = gap + gapLength
  }
  await write(from, bytes.length, zlib.Z_BEST_COMPRESSION)
  await new Promise<void>(done => {
    pack.once('end', done)
    pack.end()
  })
  const trailer = Buffer.alloc(GZIP_TRAILER_BYTES)
  trailer.writeUInt32LE(bytes.length, 4)
  return { bytes: Buffer.concat([...parts, trailer]), gaps: packedGaps }
}

function placesOf(wanted: Buffer, text: Buffer): number[] {
  const places: number[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at)
  return places
}
