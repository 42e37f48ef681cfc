export type Kind = 'picture' | 'heic' | 'gif' | 'svg' | 'other'

/** What the first bytes say that a file is, whatever it is called. */
export function kindOf(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.subarray(0, 512))
  const latin = head.toString('latin1')
  if (latin.startsWith('\xff\xd8\xff')) return 'picture'
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'picture'
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return 'picture'
  if (latin.slice(4, 8) === 'ftyp') return kindOfBrands(head)
  if (/^GIF8[79]a/.test(latin)) return 'gif'
  return /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype svg|!--|svg)/i.test(latin) ? 'svg' : 'other'
}

/** A file of the family of MP4 names its brands (ISO/IEC 14496-12, 4.3); AVIF and HEIC differ only there. */
function kindOfBrands(head: Buffer): Kind {
  const brands = head.subarray(8, Math.min(head.readUInt32BE(0), head.length)).toString('latin1')
  if (/avif|avis/.test(brands)) return 'picture'
  return /hei[cxms]|hev[cx]|mif1|msf1/.test(brands) ? 'heic' : 'other'
}
