export type Step = 'push' | 'replace'

/**
 * Typed text is followed after a pause, and is one step of history from entering the field until leaving it,
 * however often it was followed: Back undoes the whole of it.
 */
export function typingSteps(options: { follow: (text: string, step: Step) => void; pauseMs: number }) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: string | undefined
  let followed: string | undefined
  let begun = false

  function forget() {
    clearTimeout(timer)
    waiting = undefined
  }
  function now(text: string) {
    forget()
    followed = text
    options.follow(text, begun ? 'replace' : 'push')
    begun = true
  }
  return {
    now,
    /** Drops the text that is not followed yet. */
    forget,
    type(text: string) {
      forget()
      waiting = text
      timer = setTimeout(() => now(text), options.pauseMs)
    },
    leave() {
      if (waiting !== undefined) now(waiting)
      begun = false
    },
    /** The value in the address now. When it came another way (Back, a link), the next letter is a new step. */
    hear(text: string) {
      if (text === followed) return
      forget()
      followed = text
      begun = false
    },
  }
}
