/** The next button of this kind, or the one before. The keyboard goes on there when its row disappears. */
export function neighbourOf(button: HTMLElement | null, selector: string): HTMLElement | undefined {
  const buttons = [...document.querySelectorAll<HTMLElement>(selector)]
  const at = button ? buttons.indexOf(button) : -1
  return at === -1 ? undefined : (buttons[at + 1] ?? buttons[at - 1])
}

/**
 * Moves the focus to the neighbour, or to the part of the page that held the row, after the row has taken the focus with it.
 */
export function keepFocus(neighbour: HTMLElement | null | undefined, ...places: string[]): void {
  if (document.activeElement !== document.body) return
  if (neighbour?.isConnected) neighbour.focus()
  else focusOne(...places)
}

/** Focuses the first of these parts that exists. */
export function focusOne(...places: string[]): void {
  const place = [...places, 'main'].map(id => document.getElementById(id)).find(found => found !== null)
  place?.focus({ preventScroll: true })
}
