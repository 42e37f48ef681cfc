import { type ClassValue, clsx } from 'clsx'
import { createTailwindMerge } from 'tailwind-merge'
import { classGroups } from './class-groups.ts'

const merge = createTailwindMerge(() => classGroups)

/** Joins class names; of two Tailwind classes that set the same thing, the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
