import { renameSync, writeFileSync } from 'node:fs'

/** A reader meanwhile finds the old text or the new one. Only we may read it: addresses of databases may hold passwords. */
export function writeWhole(file: string, text: string) {
  const draft = `${file}.${process.pid}.draft`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}
