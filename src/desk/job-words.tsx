'use client'

import { createContext, type ReactNode, useContext } from 'react'

export type JobInWords = (queue: string) => string

/** What an effect has behind its `#` is left out. A queue of an older release keeps its own name. */
export const jobInWordsFrom =
  (words: Readonly<Record<string, string>>): JobInWords =>
  queue => {
    const name = queue.replace(/#.*$/, '')
    return (Object.hasOwn(words, name) && words[name]) || queue
  }

const Words = createContext<JobInWords>(queue => queue)

/** The words come from the slices' manifests, which stay on the server. */
export function JobWords({
  words,
  children,
}: {
  words: Readonly<Record<string, string>>
  children: ReactNode
}) {
  return <Words value={jobInWordsFrom(words)}>{children}</Words>
}

/** Says in words what the jobs of a queue do. */
export const useJobInWords = (): JobInWords => useContext(Words)
