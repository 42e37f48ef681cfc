'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useTRPC } from '#platform/trpc/client.tsx'
import { notify } from '#platform/ui/notify.ts'
import { altField } from '#slices/catalog/pictures/picture-input.ts'
import { MOST_BYTES } from '#slices/catalog/pictures/upload-limits.ts'

/** A file that is to become a picture. Its id is made once, so that sending it again adds no second one. */
export type Chosen = {
  id: string
  file: File
  alt: string
  colour: string
  isAdded: boolean
  wrong: string | undefined
}

const NO_ANSWER = 'No answer came. Press once more: what has arrived is not added twice.'

/** The files that somebody chose, and the way to send them. */
export function useUploads(productId: string, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<{ message: string } | null>(null)
  const [noFiles, setNoFiles] = useState<string>()
  const say = (id: string, said: Partial<Chosen>) =>
    setChosen(all => all.map(one => (one.id === id ? { ...one, wrong: undefined, ...said } : one)))

  async function send() {
    setPending(true)
    setError(null)
    let failure: string | undefined
    for (const one of chosen.filter(({ isAdded }) => !isAdded)) {
      const wrong = await upload(productId, one)
      say(one.id, wrong ? { wrong } : { isAdded: true })
      failure ??= wrong
    }
    await queries.invalidateQueries({ queryKey: trpc.staffCatalog.pathKey() })
    setPending(false)
    if (failure) return setError({ message: failure })
    notify(chosen.length > 1 ? 'Pictures added' : 'Picture added')
    onDone()
  }

  return {
    chosen,
    isPending,
    error,
    noFiles,
    say,
    send: () => void send(),
    choose(files: File[]) {
      setNoFiles(undefined)
      setError(null)
      const added = chosen.filter(({ isAdded }) => isAdded)
      const fresh = { alt: '', colour: '', isAdded: false, wrong: undefined }
      setChosen([...added, ...files.map(file => ({ ...fresh, id: uuidv7(), file }))])
    },
    /** The id of the first field that is not right, or null. */
    check(filesField: string): string | null {
      const open = chosen.filter(({ isAdded }) => !isAdded)
      if (open.length === 0) {
        setNoFiles('Choose a file')
        return filesField
      }
      const wrongs = open.map(one => ({ id: one.id, wrong: wrongOf(one) }))
      for (const { id, wrong } of wrongs) say(id, { wrong })
      return wrongs.find(({ wrong }) => wrong)?.id ?? null
    },
  }
}

function wrongOf({ file, alt }: Chosen): string | undefined {
  if (file.size > MOST_BYTES) return 'The file is too large: 15 MB at most'
  return altField.safeParse(alt).error?.issues[0]?.message
}

/** Undefined when the shop has the picture, otherwise what is wrong with it. */
async function upload(productId: string, { id, file, alt, colour }: Chosen): Promise<string | undefined> {
  const said = new URLSearchParams({ alt, ...(colour && { colour }) })
  try {
    const answer = await fetch(`/api/v1/desk/products/${productId}/pictures/${id}?${said}`, {
      method: 'PUT',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    })
    if (answer.ok) return undefined
    const { detail }: { detail?: string } = await answer.json()
    return detail ?? NO_ANSWER
  } catch {
    return NO_ANSWER
  }
}
