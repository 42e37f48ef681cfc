import { inflateSync } from 'node:zlib'

/**
 * Reads the texts of a PDF, page by page, from left to right: right-to-left text comes out reversed, and
 * nothing separates two texts. Built-in fonts
 * are decoded from Windows-1252, embedded ones by their table of characters.
 */
export function textOfPdf(bytes: Uint8Array): string {
  const source = Buffer.from(bytes).toString('latin1')
  const objects = new Map(
    [...source.matchAll(/^(\d+) 0 obj\n(.*?)\nendobj/gms)].map(([, id, text]) => [id, text]),
  )
  const streamOf = (object = '') => {
    const [, packed = ''] = /stream\n(.*)\nendstream/s.exec(object) ?? []
    return object.includes('FlateDecode')
      ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
      : packed
  }
  const decoders = new Map<string, (hex: string) => string>()
  for (const [, name = '', id] of source.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
    decoders.set(name, table ? byTable(streamOf(objects.get(table))) : byWindows1252)
  }
  return [...objects.values()]
    .filter(object => object?.includes('FlateDecode'))
    .map(streamOf)
    .filter(stream => stream.includes(' Tf'))
    .map(stream => textOf(stream, decoders))
    .join('\n')
}

function textOf(stream: string, decoders: Map<string, (hex: string) => string>): string {
  let decode = byWindows1252
  let text = ''
  for (const [, font, pieces = ''] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) decode = decoders.get(font) ?? byWindows1252
    text += [...pieces.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => decode(hex)).join('')
  }
  return text
}

const windows1252 = new TextDecoder('windows-1252')
const byWindows1252 = (hex: string) => windows1252.decode(Buffer.from(hex, 'hex'))

/** A ToUnicode table: `<0000> <0003> [<0000> <0053> …]`. */
function byTable(table: string): (hex: string) => string {
  const characters = new Map<number, string>()
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[(.*?)\]/gs))
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      characters.set(
        Number.parseInt(first, 16) + index,
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      )
  return hex =>
    (hex.match(/.{4}/g) ?? []).map(code => characters.get(Number.parseInt(code, 16)) ?? '').join('')
}
