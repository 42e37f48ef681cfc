import { type ClassNameValue, createTailwindMerge } from 'tailwind-merge'
import { classGroups } from './class-groups.ts'

const merge = createTailwindMerge(() => classGroups)

/** Joins class names; of two Tailwind classes that set the same thing, the later wins. */
export const cn = (...classes: ClassNameValue[]): string => merge(...classes)
