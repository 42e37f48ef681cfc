import { useEffect, useEffectEvent, useRef } from 'react'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/**
 * What a person, a password manager or a reload put into a field of the server's page before the page's scripts ran; null when nothing.
 * Ask once, when the field is taken over: React keeps such a text in the field but not in its state, and a form library wipes it.
 */
export function typedEarly(field: Field): string | null {
  if (field instanceof HTMLSelectElement) {
    const shownAtFirst = [...field.options].findIndex(option => option.defaultSelected)
    return field.selectedIndex === Math.max(shownAtFirst, 0) ? null : field.value
  }
  return field.value === field.defaultValue ? null : field.value
}

/** For a field whose text is kept in React's state: `take` is told once what was typed early. Put the ref on the field. */
export function useTypedEarly(take: (text: string, field: HTMLInputElement) => void) {
  const field = useRef<HTMLInputElement>(null)
  const tell = useEffectEvent(take)
  useEffect(() => {
    const text = field.current && typedEarly(field.current)
    if (field.current && text !== null) tell(text, field.current)
  }, [])
  return field
}

/** For a radio or a checkbox: a tick made before the page's scripts ran is made once more, so that they hear of it. */
export function useTickedEarly() {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!box.current || box.current.checked === box.current.defaultChecked) return
    box.current.checked = !box.current.checked
    box.current.click()
  }, [])
  return box
}
