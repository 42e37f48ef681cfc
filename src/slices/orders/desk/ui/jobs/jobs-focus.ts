/** The next such button, or else the one before: where a keyboard goes on when its row is gone. */
export function neighbourOf(button: HTMLElement | null, selector: string): HTMLElement | undefined {
  const buttons = [...document.querySelectorAll<HTMLElement>(selector)]
  const at = button ? buttons.indexOf(button) : -1
  return at === -1 ? undefined : (buttons[at + 1] ?? buttons[at - 1])
}

/** Gives the focus to the neighbour, or to the part of the page that held the row, once it has been lost with its row. */
export function keepFocus(neighbour: HTMLElement | null | undefined, ...places: string[]): void {
  if (document.activeElement !== document.body) return
  if (neighbour?.isConnected) neighbour.focus()
  else focusOne(...places)
}

/** The first of these parts that is there. */
export function focusOne(...places: string[]): void {
  const place = [...places, 'main'].map(id => document.getElementById(id)).find(found => found !== null)
  place?.focus({ preventScroll: true })
}
