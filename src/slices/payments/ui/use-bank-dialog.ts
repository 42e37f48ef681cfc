'use client'

import { useOnceNeeded } from '#platform/ui/first-action.ts'

const fetchDialog = () => import('./bank-dialog.tsx')

/** The bank asks few buyers, so its dialog is fetched when it may ask this one. Null until it is there. */
export const useBankDialog = (needed: boolean) => useOnceNeeded(fetchDialog, needed)
