import type { LineView } from '../line-view.ts'

/** The gate stands here; its script is loaded only for a variant with a launch. */
export const LAUNCH_GATE_ID = 'launch-gate'

/** True when the shopper may put the variant into the cart now. */
export const isLetIn = (view: LineView | undefined) => view?.kind === 'free' || view?.kind === 'turn'
