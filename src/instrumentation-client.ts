import { config } from 'zod/v4/core'

// Runs before the first page wakes up. Under our policy (lib/page-policy.ts) no text becomes code, so Zod need not
// try, and what adds style elements later (the lock on scrolling behind a dialog) looks here for the page's nonce.
config({ jitless: true })
Object.assign(globalThis, {
  __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce,
})
