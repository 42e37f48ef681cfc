import { useEffect, useEffectEvent, useRef } from 'react'

// What a person, a password manager or a reload puts into a page before its scripts run stays on the screen, yet React does not know
// of it and wipes it sooner or later. (react-hook-form takes such texts in by itself.)

/** For a field whose text is kept in React's state: `take` is told once what was typed early. Put the ref on the field. */
export function useTypedEarly(take: (text: string, field: HTMLInputElement) => void) {
  const field = useRef<HTMLInputElement>(null)
  const tell = useEffectEvent(take)
  useEffect(() => {
    const early = field.current
    if (early && early.value !== early.defaultValue) tell(early.value, early)
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

/** For a select whose value is kept in React's state: what was chosen before the page's scripts ran is told once. Only the server marks an option as selected. */
export function useChosenEarly() {
  const select = useRef<HTMLSelectElement>(null)
  useEffect(() => {
    if (select.current?.querySelector('[selected]:not(:checked)'))
      select.current.dispatchEvent(new Event('change', { bubbles: true }))
  }, [])
  return select
}
