/**
 * What tax sees in goods. `reduced`: whatever the country sells at its reduced rate. `books`: printed ones, which have a rate of their own in many
 * countries. `zero` and `exempt` are nought everywhere, and only the first is a sale that is taxed.
 */
export const taxClasses = ['standard', 'reduced', 'books', 'zero', 'exempt'] as const
export type TaxClass = (typeof taxClasses)[number]
