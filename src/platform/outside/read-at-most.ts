/** The body as text, or null as soon as there are more than `limitBytes`, however the length was announced. */
export async function readAtMost(request: Request, limitBytes: number): Promise<string | null> {
  return (await readBytesAtMost(request, limitBytes))?.toString('utf8') ?? null
}

/** The same, as bytes. */
export async function readBytesAtMost(request: Request, limitBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limitBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
