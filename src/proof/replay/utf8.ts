import { isUtf8 } from 'node:buffer'
import { Transform } from 'node:stream'

/** The file cannot be read as it is: one sentence with the row, and a way out. */
export class UnreadableFile extends Error {}

const NEWLINE = 0x0a

/** Bytes to text. It refuses invalid UTF-8 and names its row, where a decoder would silently put `\ufffd`. */
export function utf8Text(file: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let row = 1
  const decode = (bytes: Buffer, stream: boolean): string => {
    try {
      return decoder.decode(bytes, { stream })
    } catch {
      throw new UnreadableFile(
        `${file} is not UTF-8: row ${row + rowsBefore(bytes)} holds a letter of another encoding, like Windows-1252. Save it as UTF-8 and start again.`,
      )
    }
  }
  return new Transform({
    readableObjectMode: false,
    decodeStrings: true,
    transform(bytes: Buffer, _encoding, done) {
      try {
        const text = decode(bytes, true)
        row += count(bytes)
        done(null, text)
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      try {
        done(null, decode(Buffer.alloc(0), false))
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

const count = (bytes: Buffer) => bytes.reduce((rows, byte) => rows + Number(byte === NEWLINE), 0)

/** How many rows of these bytes are whole and right, before the one that is not. */
function rowsBefore(bytes: Buffer): number {
  let [rows, from] = [0, 0]
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
    // The first line may begin with the rest of a letter from the bytes before.
    const line =
      rows === 0
        ? bytes.subarray(from, end).filter((byte, at) => at > 2 || byte < 0x80)
        : bytes.subarray(from, end)
    if (!isUtf8(Buffer.from(line))) return rows
    rows++
    from = end + 1
  }
  return rows
}
