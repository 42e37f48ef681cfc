/**
 * The part of a refund that goes back to gift cards and store credit. They paid first, so the card gets its money back first: nobody makes
 * money of a gift card.
 */
export const creditPartOf = ({ cardLeftMinor }: { cardLeftMinor: number }, amountMinor: number): number =>
  Math.max(0, amountMinor - Math.max(0, cardLeftMinor))
