'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Notice = createContext<ReactNode>(null)

/** Something that holds for the whole page and must be seen in its dialogs too, which cover the page. */
export const DialogNotice = Notice.Provider

export const useDialogNotice = () => useContext(Notice)
