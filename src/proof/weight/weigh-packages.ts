import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Weight = { bytes: number; files: number }
export type PackageWeight = Weight & { name: string; onlyForDevelopment: boolean }

/** What each installed package takes on the disk, in whole blocks as `du` counts, the heaviest first. */
export function weighPackages(folder: string): PackageWeight[] {
  const { packages }: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    readFileSync(join(folder, 'package-lock.json'), 'utf8'),
  )
  return Object.entries(packages)
    .filter(([path]) => path && existsSync(join(folder, path)))
    .map(([path, { dev = false }]) => ({
      name: path.replace(/^node_modules\//, ''),
      onlyForDevelopment: dev,
      ...weigh(join(folder, path), inner => inner === 'node_modules' && hasOwnEntries(packages, path)),
    }))
    .sort((a, b) => b.bytes - a.bytes)
}

/** Packages inside a package are weighed by themselves, unless its install script brought them. */
const hasOwnEntries = (packages: Record<string, unknown>, path: string) =>
  Object.keys(packages).some(other => other.startsWith(`${path}/node_modules/`))

/** Files with several names (hard links) count once. */
export function weigh(
  folder: string,
  leftOut: (name: string) => boolean = () => false,
  met = new Set<number>(),
): Weight {
  const sum = { bytes: 0, files: 0 }
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (leftOut(entry.name)) continue
    const path = join(folder, entry.name)
    const { ino, blocks } = lstatSync(path)
    if (met.has(ino)) continue
    met.add(ino)
    const inner = entry.isDirectory() ? weigh(path, undefined, met) : { bytes: 0, files: 1 }
    sum.bytes += blocks * 512 + inner.bytes
    sum.files += inner.files
  }
  return sum
}
