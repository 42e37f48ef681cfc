'use client'

import { anonymousClient } from 'better-auth/client/plugins'
import { createAuthClient } from 'better-auth/react'

/** Talks to `/api/auth` on the shop's own origin. */
export const authClient = createAuthClient({ basePath: '/api/auth', plugins: [anonymousClient()] })
