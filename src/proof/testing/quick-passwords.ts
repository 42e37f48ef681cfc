import { vi } from 'vitest'

/** Most tests need people and not their hashes. password-hash.test.ts looks at the real strength. */
vi.mock('#platform/auth/password-strength.ts', () => ({ passwordStrength: { N: 1_024, r: 8, p: 1 } }))
