// Runs before the first page wakes up. Under our policy (lib/page-policy.ts) no text becomes code, so Zod need not try:
// it finds its settings here when a page brings it, and no page has to bring it for them. What adds style elements later
// (the lock on scrolling behind a dialog) looks here for the page's nonce.
Object.assign(globalThis, {
  __zod_globalConfig: { jitless: true },
  __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce,
})
