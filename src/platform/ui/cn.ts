import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// The names of our own radii and shadows, so that a later class replaces an earlier one of the same kind.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      radius: ['tag', 'control', 'card', 'sheet', 'pill'],
      shadow: ['raised', 'overlay'],
      'font-weight': ['normal', 'medium', 'semibold'],
      font: ['text', 'display', 'mono'],
    },
  },
})

/** Joins class names; of two Tailwind classes that set the same thing, the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
