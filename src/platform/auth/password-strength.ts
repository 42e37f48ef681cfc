/**
 * The work of hashing a password, as ASVS 5 asks for (appendix C). A hash takes 128 MiB while it is made. Tests make hundreds of
 * people and replace this by less (src/proof/testing/quick-passwords.ts).
 */
export const passwordStrength = { N: 131_072, r: 8, p: 1 }
