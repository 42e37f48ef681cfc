/**
 * What can happen to a parcel after it has left. `lost`: nobody finds it. `damaged`: it, or something in it, came broken. `undeliverable`: the
 * carrier brings it back.
 */
export const exceptionKinds = ['lost', 'damaged', 'undeliverable'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

/** What has happened to a parcel, and whether staff have decided what follows. */
export type ParcelException = { kind: ExceptionKind; isSettled: boolean }

type OnItsWay<State> = { state: State; exception?: ParcelException | undefined }

/** What a parcel is called: a lost one that has arrived after all is delivered, and a damaged one has arrived anyway. */
export function shownState<State extends string>({ state, exception }: OnItsWay<State>) {
  return exception && (state === 'shipped' || (exception.kind === 'damaged' && state === 'delivered'))
    ? exception.kind
    : state
}

/** Nobody waits for it any more: it will not arrive, and staff have decided what follows. */
export const willNotArrive = ({ exception }: Pick<OnItsWay<string>, 'exception'>): boolean =>
  exception?.isSettled === true && exception.kind !== 'damaged'
