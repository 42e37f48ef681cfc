const KEY = 'orderly.floor.shift'

/** Loads the other pages of this device again: somebody else works here from now on, or nobody. */
export function tellOtherTabs(): void {
  try {
    window.localStorage.setItem(KEY, String(Date.now()))
  } catch {
    // A device that stores nothing has pages that find out with their next request.
  }
}

export function onShiftChanged(changed: () => void): () => void {
  const heard = ({ key }: StorageEvent) => key === KEY && changed()
  window.addEventListener('storage', heard)
  return () => window.removeEventListener('storage', heard)
}

/** The whole page loaded again, with nothing of the person before. */
export const toTheChoice = () => window.location.assign('/floor')
